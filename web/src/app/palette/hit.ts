import type { Icon } from '@tabler/icons-react'

export interface Hit {
  key: string
  label: string
  second?: string | undefined
  /** What it was found by, to be marked. */
  words?: readonly string[] | undefined
  icon: Icon
  href?: string
  deed?: () => void
}

export interface HitGroup {
  label: string
  hits: Hit[]
}
