import { Face } from '#ui/face.tsx'
import classes from '../list/record-cards.module.css'
import { LineLink } from './line-link.tsx'
import type { RegisterView } from './register-view.ts'

interface RegisterCardsProps<T extends { id: string }> {
  view: RegisterView<T>
  rows: T[]
}

/** The same lines for a hand-held screen. */
export function RegisterCards<T extends { id: string }>({ view, rows }: RegisterCardsProps<T>) {
  return (
    <ul className={classes.cards}>
      {rows.map((row) => (
        <li key={row.id} className={classes.card}>
          {view.pictureOf ? view.pictureOf(row) : <Face name={view.nameOf(row)} icon={view.icon} size="md" />}
          <LineLink view={view} row={row} className={classes.body}>
            <span className={classes.name}>{view.nameOf(row)}</span>
            <span className={classes.lines}>{view.cardOf(row)}</span>
          </LineLink>
        </li>
      ))}
    </ul>
  )
}
