import { defineText } from '#ui/text/text.ts'

export const t = defineText('step-up', {
  title: 'Confirm that it is you',
  text: 'What you are about to do needs proof that nobody else sits at your open screen. It is good for 10 minutes.',
  password: 'Your password',
  noPassword: 'No password yet? Sign out, and set one with “Forgot your password?” on the sign-in page.',
  code: 'Code',
  codeHelp: 'From your authenticator app, or one of your backup codes',
  useCode: 'Use a code instead',
  usePassword: 'Use the password instead',
  confirm: 'Confirm',
  usePasskey: 'Use a passkey',
})
