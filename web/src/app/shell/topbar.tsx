import { ActionIcon, Tooltip } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useLiveState } from '#kit/live/use-live.ts'
import { t } from '../app.text.ts'
import { NotificationsBell } from '../notifications/notifications-bell.tsx'
import { palette } from '../palette/palette-store.ts'
import { Crumbs } from './crumbs.tsx'
import { PersonMenu } from './person-menu.tsx'
import classes from './topbar.module.css'

export function Topbar({ isPhone }: { isPhone: boolean }) {
  return (
    <header className={classes.topbar}>
      <Crumbs />
      <div className={classes.right}>
        <LiveMark />
        {isPhone && (
          <ActionIcon size={36} onClick={palette.open} aria-label={t('search')}>
            <IconSearch size={20} stroke={1.6} />
          </ActionIcon>
        )}
        <NotificationsBell />
        <PersonMenu />
      </div>
    </header>
  )
}

function LiveMark() {
  const state = useLiveState()
  return (
    <Tooltip label={t(`${state}Hint`)}>
      <span className={classes.live} data-state={state} role="status">
        <span>{t(state)}</span>
      </span>
    </Tooltip>
  )
}
