import type { KeyObject } from 'node:crypto'
import type { Reader } from './reader.ts'
import { SETTINGS } from './settings.ts'

/** Who carries mails and text messages. The outbox is built in: what is sent through it is seen in the console alone. */
export interface MessagingConfig {
  mail:
    | { kind: 'outbox' }
    | { kind: 'smtp'; url: string; from: string }
    | { kind: 'sendgrid'; baseUrl: string; apiKey: string; webhookKey: KeyObject | undefined; from: string }
  sms: { kind: 'outbox' } | { kind: 'twilio'; baseUrl: string; accountSid: string; authToken: string; from: string }
}

export function readMessaging(reader: Reader): MessagingConfig {
  return { mail: readMail(reader), sms: readSms(reader) }
}

function readMail(reader: Reader): MessagingConfig['mail'] {
  const url = reader.readOptional(SETTINGS.smtpUrl)
  const apiKey = reader.readOptional(SETTINGS.sendgridApiKey)
  const from = reader.readOptional(SETTINGS.mailFrom)
  const webhookKey = reader.readOptional(SETTINGS.sendgridWebhookKey)
  const baseUrl = reader.read(SETTINGS.sendgridUrl)
  const isOne = url === undefined || apiKey === undefined
  reader.require(isOne, `${SETTINGS.smtpUrl.name} and ${SETTINGS.sendgridApiKey.name} are both set; keep one`)
  const isOutside = url !== undefined || apiKey !== undefined
  reader.require(!isOutside || from !== undefined, `${SETTINGS.mailFrom.name} must be set to send mails`)
  if (from === undefined) return { kind: 'outbox' }
  if (url !== undefined) return { kind: 'smtp', url, from }
  return apiKey === undefined ? { kind: 'outbox' } : { kind: 'sendgrid', baseUrl, apiKey, webhookKey, from }
}

function readSms(reader: Reader): MessagingConfig['sms'] {
  const accountSid = reader.readOptional(SETTINGS.twilioAccountSid)
  const authToken = reader.readOptional(SETTINGS.twilioAuthToken)
  const from = reader.readOptional(SETTINGS.twilioFrom)
  const baseUrl = reader.read(SETTINGS.twilioUrl)
  const given = [accountSid, authToken, from].filter((value) => value !== undefined).length
  reader.require(
    given === 0 || given === 3,
    `${SETTINGS.twilioAccountSid.name}, ${SETTINGS.twilioAuthToken.name} and ${SETTINGS.twilioFrom.name} belong together`,
  )
  if (accountSid === undefined || authToken === undefined || from === undefined) return { kind: 'outbox' }
  return { kind: 'twilio', baseUrl, accountSid, authToken, from }
}
