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
  'role-changed': { name: string; business: string; role: string; changedBy: string }
  'access-ended': { name: string; business: string }
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
