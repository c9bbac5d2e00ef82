import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { t } from '../app.text.ts'
import classes from './palette.module.css'
import { palette } from './palette-store.ts'
import { type Hit, useHits } from './use-hits.ts'

/** A box to type in that keeps the focus, and the list it walks through. */
export function PaletteBody() {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<string>()
  const navigate = useNavigate()
  const listId = useId()
  const groups = useHits(query)
  const hits = groups.flatMap((group) => group.hits)
  // What was chosen may be gone with the next letter; then the first is meant.
  const index = Math.max(
    0,
    hits.findIndex(({ key }) => key === chosen),
  )
  const active = hits[index]

  const run = ({ href, deed }: Hit) => {
    palette.close()
    deed?.()
    if (href) void navigate({ to: href })
  }
  const handleType = (text: string) => {
    setQuery(text)
    setChosen(undefined)
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen(hits.at((index + step) % hits.length)?.key)
    if (event.key === 'Enter' && active && !event.nativeEvent.isComposing) run(active)
    if (step !== 0 || event.key === 'Enter') event.preventDefault()
  }

  return (
    <>
      <div className={classes.search}>
        <IconSearch size={18} stroke={1.6} aria-hidden />
        <input
          className={classes.input}
          value={query}
          onChange={(event) => handleType(event.currentTarget.value)}
          onKeyDown={handleKeyDown}
          placeholder={t('palettePlaceholder')}
          aria-label={t('palettePlaceholder')}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={active && `${listId}-${active.key}`}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
      </div>
      <div id={listId} className={classes.list} role="listbox" aria-label={t('searchHint')} tabIndex={-1}>
        {groups.map(({ label, hits: found }) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups, a fieldset is none
          <div key={label} role="group" aria-label={label}>
            <div className={classes.label} aria-hidden>
              {label}
            </div>
            {found.map((hit) => (
              <Option
                key={hit.key}
                id={`${listId}-${hit.key}`}
                hit={hit}
                isActive={hit === active}
                onPoint={() => setChosen(hit.key)}
                onRun={() => run(hit)}
              />
            ))}
          </div>
        ))}
      </div>
      {hits.length === 0 && (
        <p className={classes.nothing} role="status">
          {t('paletteNothing', { query })}
        </p>
      )}
      <div className={classes.foot}>{t('paletteHelp')}</div>
    </>
  )
}

interface OptionProps {
  id: string
  hit: Hit
  isActive: boolean
  onPoint: () => void
  onRun: () => void
}

function Option({ id, hit, isActive, onPoint, onRun }: OptionProps) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isActive) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
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
        {hit.label}
        {hit.second && <span className={classes.second}>{hit.second}</span>}
      </span>
    </div>
  )
}
