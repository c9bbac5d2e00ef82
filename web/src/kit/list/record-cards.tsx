import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Face } from '#ui/face.tsx'
import { t } from '../kit.text.ts'
import { type BaseRecord, recordHref } from '../resource/resource.ts'
import type { ListView } from './list-view.ts'
import classes from './record-cards.module.css'
import type { Selection } from './use-selection.ts'

interface RecordCardsProps<T extends BaseRecord> {
  view: ListView<T>
  rows: T[]
  selection: Selection<T>
}

/** The same rows for a hand-held screen. */
export function RecordCards<T extends BaseRecord>({ view, rows, selection }: RecordCardsProps<T>) {
  const { resource, cardOf } = view
  return (
    <ul className={classes.cards}>
      {rows.map((record) => (
        <li key={record.id} className={classes.card} data-selected={selection.has(record.id)}>
          <Face name={resource.titleOf(record)} icon={resource.icon} size="md" />
          <Link to={recordHref(resource, record.id)} className={classes.body}>
            <span className={classes.name}>{resource.titleOf(record)}</span>
            <span className={classes.lines}>{cardOf(record)}</span>
          </Link>
          <span className={classes.check}>
            <Checkbox
              checked={selection.has(record.id)}
              onChange={() => selection.toggle(record)}
              aria-label={t('selectRow', { name: resource.titleOf(record) })}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}
