import { notifyOn, offerNotificationKind } from '#platform/notifications/notification-rules.ts'

offerNotificationKind({
  kind: 'export-finished',
  title: 'An export is ready',
  description: 'A file you asked for can be downloaded',
})
notifyOn({
  event: 'export.finished',
  kind: 'export-finished',
  audienceOf: ({ actorId }) => ({ userIds: [actorId] }),
  noticeOf: (_tx, { payload: { id, rows } }) => ({
    title: 'Your export is ready',
    body: `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}. The file can be downloaded for 24 hours.`,
    href: `/exports?open=${id}`,
  }),
})
