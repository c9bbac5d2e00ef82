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
