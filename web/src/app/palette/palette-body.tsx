import { VisuallyHidden } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { t } from '../app.text.ts'
import type { Hit } from './hit.ts'
import classes from './palette.module.css'
import { PaletteOption } from './palette-option.tsx'
import { palette } from './palette-store.ts'
import { useHits } from './use-hits.ts'

/** A box to type in that keeps the focus, and the list it walks through. */
export function PaletteBody() {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<string>()
  const navigate = useNavigate()
  const listId = useId()
  const { groups, isPending, isComplete } = useHits(query)
  const [isEntered, setEntered] = useState(false)
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
  // Somebody who knows what they want presses Enter before the answer is there: then it is opened when it is.
  useEffect(() => {
    if (!isEntered || isPending) return
    setEntered(false)
    if (active) run(active)
  })
  const handleType = (text: string) => {
    setEntered(false)
    setQuery(text)
    setChosen(undefined)
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen(hits.at((index + step) % hits.length)?.key)
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) setEntered(true)
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
          aria-busy={isPending}
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
              <PaletteOption
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
      {hits.length === 0 && !isPending && (
        <p className={classes.nothing}>{t(isComplete ? 'paletteNothing' : 'paletteTooSlow', { query })}</p>
      )}
      <VisuallyHidden role="status">{isPending ? '' : t('paletteCount', { count: hits.length })}</VisuallyHidden>
      <div className={classes.foot}>
        <span>{t('paletteHelp')}</span>
        {!isComplete && hits.length > 0 && <span>{t('palettePartial')}</span>}
      </div>
    </>
  )
}
