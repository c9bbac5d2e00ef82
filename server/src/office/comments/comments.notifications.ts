import { notifyOn, offerNotificationKind } from '#platform/notifications/notification-rules.ts'
import { resourceNamed } from '#platform/resource/registry.ts'

offerNotificationKind({
  kind: 'mention',
  title: 'Somebody mentioned you',
  description: 'A comment names you, on whatever record it stands',
})
notifyOn({
  event: 'comment.mentioned',
  kind: 'mention',
  audienceOf: ({ payload: { userIds } }) => ({ userIds }),
  noticeOf: (_tx, { payload: { byName, resource, recordId } }) => {
    const about = resourceNamed(resource)
    return {
      title: about ? `${byName} mentioned you on a ${about.noun}` : `${byName} mentioned you`,
      ...(about ? { href: `${about.path}/${recordId}` } : {}),
    }
  },
})
