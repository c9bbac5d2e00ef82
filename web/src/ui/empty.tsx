import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './empty.module.css'

interface EmptyProps {
  icon: Icon
  title: string
  text: string
  /** It is all that the page shows, so its title is the page's. */
  isPage?: boolean
  /** The next step: one or two buttons. */
  children?: ReactNode
}

const LINES = [
  { top: 24, width: 72 },
  { top: 39, width: 50 },
  { top: 54, width: 62 },
]

/** Nothing is here yet: a picture of what will be, one sentence, the next step. */
export function Empty({ icon: Glyph, title, text, isPage = false, children }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <div className={classes.picture} aria-hidden>
        <span className={classes.sheet} />
        <span className={classes.sheet} />
        <span className={classes.sheet} />
        <span className={classes.icon}>
          <Glyph size={22} stroke={1.5} />
        </span>
        {LINES.map(({ top, width }) => (
          <span key={top} className={classes.line} style={{ top, width }} />
        ))}
      </div>
      {isPage ? <h1 className={classes.title}>{title}</h1> : <div className={classes.title}>{title}</div>}
      <div className={classes.text}>{text}</div>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  )
}
