import { defineText } from '#ui/text/text.ts'

export const t = defineText('message-settings', {
  title: 'Message settings',
  providers: 'Who carries them',
  providersText: 'Set by whoever runs this installation.',
  email: 'E-mail',
  sms: 'SMS',
  outbox: 'Built-in outbox: nothing leaves this machine. What would have been sent is seen under Outbox.',
  smtp: 'A mail server, from {from}',
  sendgrid: 'SendGrid, from {from}',
  twilio: 'Twilio, from {from}',
  look: 'Sender and look',
  lookText: 'How mails to your customers look, and who they come from.',
  quiet: 'Quiet hours',
  quietText:
    'Messages to customers wait until these hours are over, by the clocks of {timeZone}. Leave both empty for none.',
  save: 'Save',
  saved: 'Settings of messages saved',
  senderName: 'Sender name',
  senderNameHelp: 'The name of the business, where it is empty',
  replyTo: 'Replies go to',
  brandColor: 'Brand colour',
  quietFrom: 'Quiet from',
  quietTo: 'Quiet until',
  templates: 'Message templates',
  openOutbox: 'Open the outbox',
})
