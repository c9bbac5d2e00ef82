import type { SaveTemplate, TemplateKey } from '@groundwork/contract/office/message-templates.ts'
import type { SendMessage } from '@groundwork/contract/office/messages.ts'

/** The welcome mail, switched on; say what the test is about and leave the rest. */
export function welcomeTemplate(more: Partial<TemplateKey & SaveTemplate> = {}): TemplateKey & SaveTemplate {
  return {
    event: 'customer.created',
    channel: 'email',
    language: 'en',
    subject: 'Welcome, {{customer.name}}',
    body: 'Hello {{customer.firstName | there}}, we are {{business.name}}.',
    isActive: true,
    ...more,
  }
}

export function messageInput(customerId: string, more: Partial<SendMessage> = {}): SendMessage {
  return { customerId, channel: 'email', subject: 'Tomorrow', body: 'We come tomorrow, {{customer.name}}.', ...more }
}
