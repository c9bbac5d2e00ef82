import { ActionIcon, Button, Indicator, Popover, Skeleton } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import { TextLink } from '#kit/page/links.tsx'
import classes from './notification-list.module.css'
import { NotificationList } from './notification-list.tsx'
import { useLatest, useMarkAllRead, useNotificationRefresh, useUnreadCount } from './notifications.api.ts'
import { t } from './notifications.text.ts'

const MOST_SHOWN = 99

/** How much is new, and the newest of it; all of it stands on its own page. */
export function NotificationsBell() {
  useNotificationRefresh()
  const unread = useUnreadCount()
  const [opened, setOpened] = useState(false)
  const label = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width="min(380px, calc(100vw - 24px))"
      position="bottom-end"
      trapFocus
    >
      <Indicator disabled={unread === 0} label={label} size={16} offset={7} color="red.8">
        <Popover.Target>
          <ActionIcon
            size={36}
            onClick={() => setOpened(!opened)}
            aria-label={unread > 0 ? t('unreadCount', { count: unread }) : t('title')}
          >
            <IconBell size={20} stroke={1.6} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t('title')} p={6}>
        <Latest unread={unread} onLeave={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Latest({ unread, onLeave }: { unread: number; onLeave: () => void }) {
  const { data, error } = useLatest(true)
  const markAll = useMarkAllRead()
  const newest = data?.rows[0]
  return (
    <>
      <div className={classes.head}>
        <strong>{t('title')}</strong>
        {unread > 0 && newest && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={markAll.isPending}
            onClick={() => markAll.mutate(newest.createdAt)}
          >
            {t('markAll')}
          </Button>
        )}
      </div>
      {error && !data && <p className={classes.quiet}>{sentenceOf(error)}</p>}
      {!error && !data && <Skeleton h={120} radius={6} />}
      {data?.rows.length === 0 && <p className={classes.quiet}>{t('emptyText')}</p>}
      {data && data.rows.length > 0 && <NotificationList notifications={data.rows} onOpen={onLeave} />}
      <div className={classes.foot}>
        <TextLink to="/notifications" onClick={onLeave}>
          {t('seeAll')}
        </TextLink>
        <TextLink to="/settings/security" onClick={onLeave}>
          {t('preferences')}
        </TextLink>
      </div>
    </>
  )
}
