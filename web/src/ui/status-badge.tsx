import type { Icon } from '@tabler/icons-react'
import classes from './status-badge.module.css'
import type { Tone } from './tone.ts'

interface StatusBadgeProps {
  tone: Tone
  label: string
  icon?: Icon
}

export function StatusBadge({ tone, label, icon: Glyph }: StatusBadgeProps) {
  return (
    <span className={`${classes.badge} ${classes[tone]}`}>
      {Glyph ? <Glyph size={13} stroke={2} aria-hidden /> : <span className={classes.dot} aria-hidden />}
      <span className={classes.label}>{label}</span>
    </span>
  )
}
