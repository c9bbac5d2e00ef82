import type { Icon } from '@tabler/icons-react'
import classes from './face.module.css'

const ICON_SIZES = { sm: 14, md: 18, lg: 22 }

interface FaceProps {
  name: string
  icon?: Icon
  size?: 'sm' | 'md' | 'lg'
  /** People are round, things are square. */
  round?: boolean
}

/** What stands for a record or a person where there is no picture: an icon, or the initials. */
export function Face({ name, icon: Glyph, size = 'sm', round = false }: FaceProps) {
  return (
    <span className={`${classes.face} ${classes[size]} ${round ? classes.round : ''}`} aria-hidden>
      {Glyph ? <Glyph size={ICON_SIZES[size]} stroke={1.6} /> : initials(name)}
    </span>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words.at(0)?.at(0) ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? '') : ''
  return (first + last).toUpperCase()
}
