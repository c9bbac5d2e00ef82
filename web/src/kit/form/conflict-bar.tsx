import { Button, Radio } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../kit.text.ts'
import type { Collision } from './conflict.ts'
import classes from './conflict-bar.module.css'
import type { FormView } from './form-view.ts'
import { ShownValue } from './show-value.tsx'

interface ConflictBarProps {
  name: string
  collisions: Collision[]
  view: FormView
  onApply: (keepMine: ReadonlySet<string>) => void
  onLeave: () => void
}

/** Two people changed the same record: both values side by side, one choice a field, nothing lost unseen. */
export function ConflictBar({ name, collisions, view, onApply, onLeave }: ConflictBarProps) {
  const [keepMine, setKeepMine] = useState<ReadonlySet<string>>(new Set(collisions.map(({ spec }) => spec.path)))
  const bar = useRef<HTMLElement>(null)
  // Whoever saved at the end of a long form would not see it.
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would call as the clean-up.
    void bar.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const choose = (path: string, isMine: boolean) => {
    const next = new Set(keepMine)
    isMine ? next.add(path) : next.delete(path)
    setKeepMine(next)
  }
  return (
    <section ref={bar} className={classes.bar} role="alert" aria-label={t('conflictTitle', { name })}>
      <h2 className={classes.title}>{t('conflictTitle', { name })}</h2>
      <p className={classes.text}>{collisions.length > 0 ? t('conflictText') : t('conflictNone')}</p>
      {collisions.map(({ spec, mine, theirs }) => (
        <div key={spec.path} className={classes.field} role="radiogroup" aria-label={fromContract(spec.label)}>
          <strong>{fromContract(spec.label)}</strong>
          <div className={classes.choices}>
            {[false, true].map((isMine) => (
              // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is the control
              <label key={String(isMine)} className={classes.choice}>
                <Radio
                  size="xs"
                  name={`conflict-${spec.path}`}
                  label={isMine ? t('mine') : t('theirs')}
                  checked={keepMine.has(spec.path) === isMine}
                  onChange={() => choose(spec.path, isMine)}
                />
                <span className={classes.value}>
                  <ShownValue spec={spec} value={isMine ? mine : theirs} view={view} />
                </span>
              </label>
            ))}
          </div>
        </div>
      ))}
      <div className={classes.actions}>
        <Button size="xs" onClick={() => onApply(keepMine)}>
          {t('conflictApply')}
        </Button>
        <Button size="xs" variant="default" onClick={onLeave}>
          {t('conflictLeave')}
        </Button>
      </div>
    </section>
  )
}
