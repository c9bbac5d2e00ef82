import { defineText } from '#ui/text/text.ts'

export const t = defineText('settings.notifications', {
  title: 'Notifications',
  text: 'What you are told in this business, and how. Saved as you switch.',
  kind: 'What happens',
  inConsole: 'In the console',
  byEmail: 'By e-mail',
})
