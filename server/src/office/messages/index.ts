import type { Message } from '@groundwork/contract/office/messages.ts'
import type { Route } from '#platform/http/route.ts'
import { eventsAreAbout } from '#platform/resource/event-subjects.ts'
import { sendgridRoutes } from './callbacks/sendgrid.routes.ts'
import { twilioRoutes } from './callbacks/twilio.routes.ts'
import { messageRoutes as ownRoutes } from './messages.routes.ts'
import { customerOf } from './messages.service.ts'
import { unsubscribeRoutes } from './opt-outs/unsubscribe.routes.ts'
import { sendDue, settleSilent } from './sending/due.cron.ts'
import { sendMessage } from './sending/send-message.job.ts'
import { tellAboutEvents } from './sending/tell-about.ts'
import { messageSettingsRoutes } from './settings/settings.routes.ts'
import './templates/office-events.ts'
import { templateRoutes } from './templates/templates.routes.ts'

tellAboutEvents()
eventsAreAbout('message', ({ record }) => customerOf((record as Message).customerId))

export const messageRoutes: Route[] = [
  ...ownRoutes,
  ...templateRoutes,
  ...messageSettingsRoutes,
  ...unsubscribeRoutes,
  ...twilioRoutes,
  ...sendgridRoutes,
]
export const messageJobs = [sendMessage]
export const messageCron = [sendDue, settleSilent]
