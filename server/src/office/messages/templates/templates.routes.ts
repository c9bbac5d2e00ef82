import {
  MessageEvent,
  MessageTemplate,
  PreviewTemplate,
  SaveTemplate,
  TemplateKey,
  TemplatePreview,
  TestTemplate,
} from '@groundwork/contract/office/message-templates.ts'
import { Message } from '@groundwork/contract/office/messages.ts'
import { z } from 'zod'
import { change, type Route, read } from '#platform/http/route.ts'
import { sendTest } from '../sending/send-by-hand.ts'
import { previewTemplate } from './preview.service.ts'
import { listMessageEvents, resetTemplate, saveTemplate } from './templates.service.ts'

const tag = 'office.message-templates'

export const templateRoutes: Route[] = [
  read('/message-events', {
    access: 'office.message-templates.read',
    tag,
    summary: 'See what messages are written about, with their templates',
    reply: z.array(MessageEvent),
    run: (ctx) => listMessageEvents(ctx),
  }),
  change('PATCH', '/message-templates', {
    access: 'office.message-templates.manage',
    tag,
    summary: 'Save a template',
    description:
      'The template of one event, channel and language. Variables are checked; an unknown one is refused by name.',
    body: TemplateKey.extend(SaveTemplate.shape),
    reply: MessageTemplate,
    run: (ctx, { body, headers }) => saveTemplate(ctx, body, headers.ifMatch),
  }),
  change('POST', '/message-templates/reset', {
    access: 'office.message-templates.manage',
    tag,
    summary: 'Take a template back to how it came',
    body: TemplateKey,
    reply: MessageTemplate,
    run: (ctx, { body }) => resetTemplate(ctx, body),
  }),
  change('POST', '/message-templates/preview', {
    access: 'office.message-templates.manage',
    tag,
    summary: 'See how a draft would arrive',
    body: PreviewTemplate,
    reply: TemplatePreview,
    notIdempotent: 'Changes nothing',
    notAudited: 'Changes nothing',
    run: (ctx, { body }) => previewTemplate(ctx, body),
  }),
  change('POST', '/message-templates/test', {
    access: 'office.message-templates.manage',
    tag,
    summary: 'Send a draft to yourself',
    description: 'A mail goes to the address you sign in with, a text message to the number you give.',
    body: TestTemplate,
    reply: Message,
    status: 201,
    run: (ctx, { body }) => sendTest(ctx, body),
  }),
]
