import { z } from 'zod'
import type { MessagingConfig } from '../config/messaging.ts'
import type { Outgoing, OutgoingReply } from '../outgoing/outgoing-client.ts'
import { askProvider } from './ask-provider.ts'
import { type Accepted, CarrierError, type CarrierVerdict, type OutgoingSms, type SmsCarrier } from './carrier.ts'

type TwilioConfig = Extract<MessagingConfig['sms'], { kind: 'twilio' }>

const Made = z.object({ sid: z.string() })
const Fault = z.object({ code: z.number(), message: z.string() })

const OPTED_OUT = 21610
const TOO_MANY = 20429

/** Twilio's Messages resource. It knows no idempotency key, so an answer that never came is never asked for again. */
export class TwilioCarrier implements SmsCarrier {
  readonly name = 'twilio'
  readonly #config: TwilioConfig
  readonly #outgoing: Outgoing

  constructor(config: TwilioConfig, outgoing: Outgoing) {
    this.#config = config
    this.#outgoing = outgoing
  }

  async send({ to, body, callbackUrl }: OutgoingSms): Promise<Accepted> {
    const { baseUrl, accountSid, authToken, from } = this.#config
    const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from }
    const reply = await askProvider(this.#outgoing, {
      url: `${baseUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ To: to, ...sender, Body: body, StatusCallback: callbackUrl }).toString(),
    })
    return { providerId: sidIn(reply) }
  }
}

function sidIn(reply: OutgoingReply): string | null {
  const json = jsonOf(reply)
  if (reply.status >= 200 && reply.status < 300) return Made.safeParse(json).data?.sid ?? null
  const fault = Fault.safeParse(json).data
  throw new CarrierError(verdictOn(reply.status, fault?.code), twilioSentence(fault?.code ?? reply.status))
}

function verdictOn(status: number, code: number | undefined): CarrierVerdict {
  if (code === OPTED_OUT) return 'opted-out'
  // A key that is wrong today may be right tomorrow, and the message is not to blame.
  const isOurs = status === 401 || status === 403
  return status === 429 || code === TOO_MANY || status >= 500 || isOurs ? 'later' : 'refused'
}

const WORDS: Record<number, string> = {
  401: 'Twilio does not accept the account and token in the settings',
  429: 'Twilio takes no more messages for the moment',
  20003: 'Twilio does not accept the account and token in the settings',
  20429: 'Twilio takes no more messages for the moment',
  21211: 'The number is not one that can receive text messages',
  21606: 'The number in the settings cannot send text messages',
  21608: 'A trial account of Twilio only writes to verified numbers',
  21610: 'The recipient has told the network to stop such messages',
  21612: 'Twilio cannot reach this number from ours',
  21614: 'The number is not a mobile number',
  30003: 'The phone is switched off or out of reach',
  30004: 'The recipient blocks such messages',
  30005: 'The number does not exist',
  30006: 'The number is a landline or cannot be reached',
  30007: 'The network filtered the message out',
  30008: 'The network did not deliver it and gave no reason',
  30034: 'The sending number is not registered with the networks',
}

export function twilioSentence(code: number): string {
  return WORDS[code] ? `${WORDS[code]} (${code})` : `Twilio refused it (${code})`
}

function jsonOf({ body }: OutgoingReply): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
