import type { MessagingConfig } from '../config/messaging.ts'
import type { Outgoing } from '../outgoing/outgoing-client.ts'
import type { Carriers } from './carrier.ts'
import { SendgridCarrier } from './sendgrid.ts'
import { SmtpCarrier } from './smtp.ts'
import { TwilioCarrier } from './twilio.ts'

export function makeCarriers({ mail, sms }: MessagingConfig, outgoing: Outgoing): Carriers {
  return {
    mail: mailCarrier(mail, outgoing),
    sms: sms.kind === 'twilio' ? new TwilioCarrier(sms, outgoing) : undefined,
  }
}

function mailCarrier(mail: MessagingConfig['mail'], outgoing: Outgoing): Carriers['mail'] {
  if (mail.kind === 'smtp') return new SmtpCarrier(mail)
  return mail.kind === 'sendgrid' ? new SendgridCarrier(mail, outgoing) : undefined
}
