import { Button, Skeleton } from '@mantine/core'
import { IconBell, IconBellCheck } from '@tabler/icons-react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import viewTabs from '#kit/list/view-tabs.module.css'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { PlaceLink } from '#kit/page/place-link.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import classes from './notification-list.module.css'
import { NotificationList } from './notification-list.tsx'
import { useHistory, useMarkAllRead, useUnreadCount } from './notifications.api.ts'
import { t } from './notifications.text.ts'

/** Everything somebody has been told in the last 90 days. */
export function NotificationsPage() {
  const { state } = useUrlState()
  const isUnreadOnly = state['show'] === 'unread'
  const answer = useHistory(isUnreadOnly)
  const rows = answer.data?.pages.flatMap((page) => page.rows)
  const unread = useUnreadCount()
  const markAll = useMarkAllRead()
  const newest = rows?.[0]
  return (
    <>
      <PageHeader title={t('title')}>
        {unread > 0 && newest && (
          <Button variant="default" loading={markAll.isPending} onClick={() => markAll.mutate(newest.createdAt)}>
            {t('markAll')}
          </Button>
        )}
      </PageHeader>
      <Tabs isUnreadOnly={isUnreadOnly} />
      <PageBody>
        {answer.error && !rows && (
          <Failure
            text={sentenceOf(answer.error)}
            requestId={requestIdOf(answer.error)}
            onRetry={() => void answer.refetch()}
          />
        )}
        {!answer.error && !rows && <Skeleton h={240} maw={720} radius={8} />}
        {rows?.length === 0 && <Nothing isUnreadOnly={isUnreadOnly} />}
        {rows && rows.length > 0 && (
          <div className={classes.history}>
            <NotificationList notifications={rows} />
          </div>
        )}
        {answer.hasNextPage && (
          <div className={classes.more}>
            <Button
              variant="default"
              size="xs"
              loading={answer.isFetchingNextPage}
              onClick={() => void answer.fetchNextPage()}
            >
              {t('showMore')}
            </Button>
          </div>
        )}
      </PageBody>
    </>
  )
}

function Tabs({ isUnreadOnly }: { isUnreadOnly: boolean }) {
  const className = viewTabs.tab ? { className: viewTabs.tab } : {}
  return (
    <nav className={viewTabs.tabs} aria-label={t('title')}>
      <PlaceLink to="/notifications" isCurrent={!isUnreadOnly} {...className}>
        {t('all')}
      </PlaceLink>
      <PlaceLink to="/notifications" search={{ show: 'unread' }} isCurrent={isUnreadOnly} {...className}>
        {t('unread')}
      </PlaceLink>
    </nav>
  )
}

function Nothing({ isUnreadOnly }: { isUnreadOnly: boolean }) {
  return isUnreadOnly ? (
    <Empty icon={IconBellCheck} title={t('noneUnread')} text={t('noneUnreadText')} />
  ) : (
    <Empty icon={IconBell} title={t('empty')} text={t('emptyText')} />
  )
}
