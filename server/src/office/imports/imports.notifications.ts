import { notifyOn, offerNotificationKind } from '#platform/notifications/notification-rules.ts'

offerNotificationKind({
  kind: 'import-finished',
  title: 'An import has ended',
  description: 'What you imported is in, or some of it could not be',
})
notifyOn({
  event: 'import.finished',
  kind: 'import-finished',
  audienceOf: ({ actorId }) => ({ userIds: [actorId] }),
  noticeOf: (_tx, { payload: { id, created, updated, failed } }) => ({
    title: failed > 0 ? 'Your import has ended with errors' : 'Your import has ended',
    body: `${created} created, ${updated} changed, ${failed} failed.`,
    href: `/imports/${id}`,
  }),
})
