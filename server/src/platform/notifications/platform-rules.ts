import { notifyOn, offerNotificationKind } from './notification-rules.ts'
import { listMembersByUser } from './notifications.queries.ts'

offerNotificationKind({
  kind: 'member-joined',
  title: 'Somebody joined',
  description: 'A person accepted an invitation to the business',
})
notifyOn({
  event: 'user.joined',
  kind: 'member-joined',
  audienceOf: () => ({ permission: 'platform.users.invite' }),
  noticeOf: async (tx, { tenantId, payload }) => {
    const [member] = await listMembersByUser(tx, { tenantId, userId: payload.userId })
    return {
      title: `${member?.name ?? 'Somebody'} joined`,
      body: 'The invitation was accepted.',
      href: `/settings/users?open=${payload.membershipId}`,
    }
  },
})

offerNotificationKind({
  kind: 'job-dead',
  title: 'A job gave up',
  description: 'Work behind the scenes failed for good and waits for a decision',
})
notifyOn({
  event: 'job.progressed',
  kind: 'job-dead',
  audienceOf: ({ actorId, payload }) =>
    payload.state === 'dead' ? { userIds: [actorId], permission: 'platform.jobs.update' } : undefined,
  noticeOf: (_tx, { payload }) => ({
    title: `A job gave up: ${payload.kind}`,
    body: 'It failed as often as it is tried by itself. See why, and try it again when that is mended.',
    href: `/settings/jobs?open=${payload.id}`,
  }),
})

offerNotificationKind({
  kind: 'support-entered',
  title: 'Support came in',
  description: 'Somebody of support uses the access that an owner has given',
})
notifyOn({
  event: 'support.entered',
  kind: 'support-entered',
  audienceOf: () => ({ permission: 'platform.support.manage' }),
  noticeOf: (_tx, { payload }) => ({
    title: `${payload.name} came in as support`,
    body: 'See what they do, and end it at any time.',
    href: `/settings/support?open=${payload.grantId}`,
  }),
})

offerNotificationKind({
  kind: 'api-key-expiring',
  title: 'An API key ends soon',
  description: 'A key ends within a week, and the program that uses it then stops working',
})
notifyOn({
  event: 'api-key.expiring',
  kind: 'api-key-expiring',
  audienceOf: () => ({ permission: 'platform.api-keys.update' }),
  noticeOf: (_tx, { payload }) => ({
    title: `The API key “${payload.name}” ends on ${payload.expiresAt.slice(0, 10)}`,
    body: 'Let it work longer, or replace it before then.',
    href: `/settings/api-keys/${payload.id}`,
  }),
})
