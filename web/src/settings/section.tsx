import type { ReactNode } from 'react'
import classes from './section.module.css'

interface SectionProps {
  title: string
  text: string
  children: ReactNode
}

/** One topic of a settings page: what it is on the left, what can be done about it on the right. */
export function Section({ title, text, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div>
        <h2 className={classes.title}>{title}</h2>
        <p className={classes.text}>{text}</p>
      </div>
      <div className={classes.content}>{children}</div>
    </section>
  )
}
