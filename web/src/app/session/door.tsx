import type { ReactNode } from 'react'
import { usePageTitle } from '#kit/page/page-title.ts'
import { t as appText } from '../app.text.ts'
import { Contours } from './contours.tsx'
import classes from './door.module.css'
import { t } from './session.text.ts'

interface DoorProps {
  title: string
  text?: string
  children: ReactNode
  /** The way to the other doors, under the form. */
  aside?: ReactNode
}

/** The frame of every page outside: form left, a quiet picture of the ground right. */
export function Door({ title, text, children, aside }: DoorProps) {
  usePageTitle(title)
  return (
    <div className={classes.door}>
      <main className={classes.form}>
        <div className={classes.box}>
          <div className={classes.brand}>
            <img src="/favicon.svg" alt="" width={28} height={28} />
            {appText('product')}
          </div>
          <h1 className={classes.title}>{title}</h1>
          <p className={classes.text}>{text}</p>
          {children}
          {aside && <div className={classes.aside}>{aside}</div>}
        </div>
      </main>
      <aside className={classes.picture}>
        <Contours />
        <div className={classes.words}>
          <p className={classes.tagline}>{t('tagline')}</p>
          <p className={classes.taglineText}>{t('taglineText')}</p>
        </div>
      </aside>
    </div>
  )
}
