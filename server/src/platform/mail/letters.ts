// What the product writes to people about their account. A letter is data: subject, paragraphs, one button. What is in
// it comes from people (names of businesses, devices), so nothing here is HTML; render.ts escapes all of it.

export interface Letter {
  subject: string
  paragraphs: string[]
  /** The one thing to do; its link is given to sendMail. */
  button?: string
  /** Small print below. */
  closing: string
}

/** The values a letter needs, by name of the letter. */
export interface LetterValues {
  'verify-email': { name: string }
  'reset-password': { name: string; address: string }
  invitation: { inviter: string; business: string; role: string; expiresInDays: number }
  'password-changed': { name: string; address: string; device: string }
  'second-factor-on': { name: string; address: string; device: string }
  'second-factor-off': { name: string; address: string; device: string }
  'backup-codes-new': { name: string; address: string; device: string }
  'passkey-added': { name: string; passkey: string; address: string; device: string }
  'passkey-deleted': { name: string; passkey: string; address: string; device: string }
  'identity-connected': { name: string; business: string; provider: string; address: string; device: string }
  'role-changed': { name: string; business: string; role: string; changedBy: string }
  'access-ended': { name: string; business: string }
  'webhook-in-trouble': { name: string; endpoint: string; host: string; happened: string }
  'export-ready': { name: string; title: string; rows: number; until: string }
  notification: { name: string; title: string; body: string; hasPage: boolean }
  'automation-message': { subject: string; text: string; automation: string }
  'automation-halted': { name: string; automation: string; reason: string }
}

export type LetterName = keyof LetterValues

type Letters = { [Name in LetterName]: (values: LetterValues[Name]) => Letter }

const NOT_YOU = 'If this was not you, reset your password and end all sessions under Security.'
const IGNORE = 'If you did not ask for this, ignore this mail: nothing changes without the link.'

export const LETTERS: Letters = {
  'verify-email': ({ name }) => ({
    subject: 'Confirm your e-mail address',
    paragraphs: [`Hello ${name},`, 'please confirm that this address is yours. The link works for 3 days, once.'],
    button: 'Confirm address',
    closing: IGNORE,
  }),
  'reset-password': ({ name, address }) => ({
    subject: 'Reset your password',
    paragraphs: [
      `Hello ${name},`,
      `somebody, hopefully you, asked for a new password from the address ${address}.`,
      'The link works for 30 minutes, once. Your old password works until you have chosen a new one.',
    ],
    button: 'Choose a new password',
    closing: IGNORE,
  }),
  invitation: ({ inviter, business, role, expiresInDays }) => ({
    subject: `${inviter} invites you to ${business}`,
    paragraphs: [
      `${inviter} would like you to join ${business} as ${role}.`,
      `The invitation stands for ${expiresInDays} days.`,
    ],
    button: 'Accept invitation',
    closing: 'If you do not know the sender, ignore this mail.',
  }),
  'password-changed': ({ name, address, device }) => ({
    subject: 'Your password was changed',
    paragraphs: [
      `Hello ${name},`,
      `your password was changed from ${device}, address ${address}. Other sessions were ended.`,
    ],
    closing: NOT_YOU,
  }),
  'passkey-added': ({ name, passkey, address, device }) => ({
    subject: 'A passkey was added to your account',
    paragraphs: [
      `Hello ${name},`,
      `the passkey ${passkey} can now sign in to your account. It was added with ${device} from the address ${address}.`,
    ],
    closing: NOT_YOU,
  }),
  'identity-connected': ({ name, business, provider, address, device }) => ({
    subject: `An account at ${provider} now signs you in to ${business}`,
    paragraphs: [
      `Hello ${name},`,
      `your account was connected with one at ${provider}, which from now on opens ${business} for you, and nothing else. It was connected with ${device} from the address ${address}.`,
    ],
    closing: NOT_YOU,
  }),
  'passkey-deleted': ({ name, passkey, address, device }) => ({
    subject: 'A passkey was deleted from your account',
    paragraphs: [
      `Hello ${name},`,
      `the passkey ${passkey} cannot sign in any more. It was deleted with ${device} from the address ${address}.`,
    ],
    closing: NOT_YOU,
  }),
  'second-factor-on': ({ name, address, device }) => ({
    subject: 'The second factor is on',
    paragraphs: [
      `Hello ${name},`,
      `signing in now needs a code from your authenticator app. It was set up from ${device}, address ${address}.`,
    ],
    closing: NOT_YOU,
  }),
  'second-factor-off': ({ name, address, device }) => ({
    subject: 'The second factor is off',
    paragraphs: [
      `Hello ${name},`,
      `signing in no longer needs a code. It was switched off from ${device}, address ${address}.`,
    ],
    closing: NOT_YOU,
  }),
  'backup-codes-new': ({ name, address, device }) => ({
    subject: 'Your backup codes are new',
    paragraphs: [
      `Hello ${name},`,
      `new backup codes were made from ${device}, address ${address}. The old ones do not work any more.`,
    ],
    closing: NOT_YOU,
  }),
  'role-changed': ({ name, business, role, changedBy }) => ({
    subject: `Your role in ${business}`,
    paragraphs: [`Hello ${name},`, `${changedBy} made you ${role} in ${business}.`],
    closing: `Questions? Ask ${changedBy}.`,
  }),
  'access-ended': ({ name, business }) => ({
    subject: `Your access to ${business} has ended`,
    paragraphs: [`Hello ${name},`, `you can no longer sign in to ${business}. Your account itself stays as it is.`],
    closing: 'If you think this is a mistake, ask an owner of the business.',
  }),
  'webhook-in-trouble': ({ name, endpoint, host, happened }) => ({
    subject: `The webhook ${endpoint} is in trouble`,
    paragraphs: [`Hello ${name},`, `events could not be delivered to ${host}.`, happened],
    closing: 'The delivery log under Settings, Webhooks shows every attempt and its answer.',
  }),
  'export-ready': ({ name, title, rows, until }) => ({
    subject: `${title}: your file is ready`,
    paragraphs: [
      `Hello ${name},`,
      `the export "${title}" that you scheduled has ${rows === 1 ? 'one row' : `${rows.toLocaleString('en-US')} rows`}.`,
      `The link works until ${until}, for whoever has it: do not pass this mail on.`,
    ],
    button: 'Download the file',
    closing: 'You can change or pause scheduled exports in Groundwork under Exports.',
  }),
  notification: ({ name, title, body, hasPage }) => ({
    subject: title,
    paragraphs: [`Hello ${name},`, ...(body ? [body] : [])],
    ...(hasPage ? { button: 'Open it in the console' } : {}),
    closing: 'You asked for this mail. Change what you are told under Profile and security.',
  }),
  'automation-message': ({ subject, text, automation }) => ({
    subject,
    paragraphs: text.split(/\n{2,}/),
    closing: `Sent by the automation "${automation}".`,
  }),
  'automation-halted': ({ name, automation, reason }) => ({
    subject: `The automation "${automation}" is paused`,
    paragraphs: [`Hello ${name},`, `your automation "${automation}" was paused: ${reason}`],
    closing: 'Look at its runs, mend it, and activate it again. Events from meanwhile are not handled.',
  }),
}
