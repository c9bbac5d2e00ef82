import { Me, UpdateMe } from '@groundwork/contract/platform/identity.ts'
import { change, type Route, read } from '#platform/http/route.ts'
import { describeMe, updateMe } from './profile.service.ts'

const tag = 'Profile'

export const profileRoutes: Route[] = [
  read('/auth/me', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Who you are and what you may do',
    reply: Me,
    run: (ctx) => describeMe(ctx),
  }),
  change('PATCH', '/auth/me', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Change your profile',
    body: UpdateMe,
    reply: Me,
    run: (ctx, { body }) => updateMe(ctx, body),
  }),
]
