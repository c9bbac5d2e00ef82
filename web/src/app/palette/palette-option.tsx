import { useEffect, useRef } from 'react'
import { Highlight } from '#ui/highlight.tsx'
import type { Hit } from './hit.ts'
import classes from './palette.module.css'

interface PaletteOptionProps {
  id: string
  hit: Hit
  isActive: boolean
  onPoint: () => void
  onRun: () => void
}

export function PaletteOption({ id, hit, isActive, onPoint, onRun }: PaletteOptionProps) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isActive) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  const words = hit.words ?? []
  return (
    // The keyboard is served by the box above, as a combobox does.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      ref={ref}
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={classes.option}
      onPointerMove={onPoint}
      onClick={onRun}
    >
      <hit.icon size={18} stroke={1.6} aria-hidden />
      <span className={classes.text}>
        <Highlight text={hit.label} words={words} />
        {hit.second && (
          <span className={classes.second}>
            <Highlight text={hit.second} words={words} />
          </span>
        )}
      </span>
    </div>
  )
}
