import { MessageSettings, UpdateMessageSettings } from '@groundwork/contract/office/messages.ts'
import { change, type Route, read } from '#platform/http/route.ts'
import { changeSettings, getSettings } from './settings.service.ts'

const tag = 'office.message-templates'

export const messageSettingsRoutes: Route[] = [
  read('/message-settings', {
    access: 'office.message-templates.read',
    tag,
    summary: 'Get sender, look and quiet hours of messages, and who carries them',
    reply: MessageSettings,
    run: (ctx) => getSettings(ctx),
  }),
  change('PATCH', '/message-settings', {
    access: 'office.message-templates.manage',
    tag,
    summary: 'Change sender, look and quiet hours of messages',
    body: UpdateMessageSettings,
    reply: MessageSettings,
    run: (ctx, { body, headers }) => changeSettings(ctx, body, headers.ifMatch),
  }),
]
