import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { t } from '../app.text.ts'
import classes from './palette.module.css'
import { type Hit, useHits } from './use-hits.ts'

/** Ctrl or Cmd K: records, pages and actions, by typing. */
export function Palette() {
  const [query, setQuery] = useState('')
  const navigate = useNavigate()
  const groups = useHits(query)
  const run = ({ href, search, deed }: Hit) => {
    deed?.()
    if (href) void navigate({ to: href, ...(search ? { search } : {}) })
  }
  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} shortcut={['mod + K']} size="lg" yOffset="12vh" scrollable maxHeight={420} clearQueryOnClose overlayProps={{ backgroundOpacity: 0.35, blur: 2 }}>
      <Spotlight.Search placeholder={t('palettePlaceholder')} aria-label={t('palettePlaceholder')} leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />} />
      <Spotlight.ActionsList>
        {groups.length === 0 && <Spotlight.Empty>{t('paletteNothing', { query })}</Spotlight.Empty>}
        {groups.map(({ label, hits }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {hits.map((hit) => (
              <Spotlight.Action key={hit.key} onClick={() => run(hit)}>
                <span className={classes.label}>
                  <hit.icon size={18} stroke={1.6} aria-hidden />
                  <span>
                    {hit.label}
                    {hit.second && <span className={classes.second}>{hit.second}</span>}
                  </span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
      <div className={classes.foot}>{t('paletteHelp')}</div>
    </Spotlight.Root>
  )
}
