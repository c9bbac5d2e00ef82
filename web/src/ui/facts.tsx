import type { ReactNode } from 'react'
import classes from './facts.module.css'
import { t } from './text/ui.text.ts'

export interface Fact {
  label: string
  value: ReactNode
  /** The record's field, so that a role that hides it hides the fact. */
  field?: string
}

/** Label and value in two columns; what is not known shows a dash, so that nothing jumps. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value, field }) => (
        <div key={field ?? label} className={classes.row}>
          <dt>{label}</dt>
          <dd>{value ?? t('none')}</dd>
        </div>
      ))}
    </dl>
  )
}
