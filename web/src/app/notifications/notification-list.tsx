import type { Notification } from '@groundwork/contract/platform/notifications.ts'
import { Link } from '@tanstack/react-router'
import { When } from '#ui/format/when.tsx'
import classes from './notification-list.module.css'
import { useMarkRead } from './notifications.api.ts'
import { t } from './notifications.text.ts'

interface NotificationListProps {
  notifications: readonly Notification[]
  /** After one was opened. */
  onOpen?: () => void
}

/** Each leads to what it is about; opening it is reading it. */
export function NotificationList({ notifications, onOpen }: NotificationListProps) {
  return (
    <ul className={classes.list}>
      {notifications.map((notification) => (
        <li key={notification.id}>
          <Line notification={notification} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  )
}

function Line({ notification, onOpen }: { notification: Notification; onOpen: (() => void) | undefined }) {
  const markRead = useMarkRead()
  const { id, title, body, href, createdAt, readAt } = notification
  const handleOpen = () => {
    if (!readAt) markRead.mutate(id)
    onOpen?.()
  }
  const words = (
    <>
      <span className={classes.dot} data-unread={readAt === null || undefined}>
        {readAt === null && <span className={classes.hidden}>{t('unread')}</span>}
      </span>
      <span className={classes.words}>
        <span className={classes.title}>{title}</span>
        {body && <span className={classes.body}>{body}</span>}
        <span className={classes.when}>
          <When value={createdAt} />
        </span>
      </span>
    </>
  )
  if (!href)
    return (
      <button type="button" className={classes.line} onClick={handleOpen}>
        {words}
      </button>
    )
  const { to, search } = placeOf(href)
  return (
    <Link to={to} search={search} className={classes.line ?? ''} onClick={handleOpen}>
      {words}
    </Link>
  )
}

function placeOf(href: string): { to: string; search: Record<string, string> } {
  const { pathname, searchParams } = new URL(href, location.origin)
  return { to: pathname, search: Object.fromEntries(searchParams) }
}
