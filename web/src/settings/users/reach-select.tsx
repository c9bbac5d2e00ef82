import { NativeSelect } from '@mantine/core'
import type { Reach } from './reach.ts'
import { t } from './users.text.ts'

interface ReachSelectProps {
  label: string
  value: Reach
  /** All is not to be had where only one's own are seen, or where the giver has no more. */
  isOwnAtMost: boolean
  onChange: (reach: Reach) => void
}

const WORDS = { none: 'rightNone', own: 'rightOwn', all: 'rightAll' } as const

export function ReachSelect({ label, value, isOwnAtMost, onChange }: ReachSelectProps) {
  const offered: Reach[] = isOwnAtMost && value !== 'all' ? ['none', 'own'] : ['none', 'own', 'all']
  return (
    <NativeSelect
      size="xs"
      w={68}
      aria-label={label}
      title={label}
      value={value}
      onChange={({ currentTarget }) => onChange(offered.find((one) => one === currentTarget.value) ?? 'none')}
      data={offered.map((reach) => ({ value: reach, label: t(WORDS[reach]) }))}
    />
  )
}
