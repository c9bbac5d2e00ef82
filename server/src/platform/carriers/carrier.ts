// Who carries a message out of this machine. A carrier makes exactly one attempt; what an attempt may end as is said
// here, and what follows from it (again, final, ask a person) is decided by whoever sends.

export interface OutgoingMail {
  id: string
  /** Comes back with the reports of the provider. */
  reference: string
  fromName: string
  replyTo: string | null
  to: string
  subject: string
  text: string
  html: string
  headers: Readonly<Record<string, string>>
}

export interface OutgoingSms {
  to: string
  body: string
  /** Where the provider reports to. */
  callbackUrl: string
}

/** Accepted, not yet delivered: the provider's own name for it. */
export interface Accepted {
  providerId: string | null
}

export interface MailCarrier {
  readonly name: 'smtp' | 'sendgrid'
  send(mail: OutgoingMail): Promise<Accepted>
  close(): Promise<void>
}

export interface SmsCarrier {
  readonly name: 'twilio'
  send(sms: OutgoingSms): Promise<Accepted>
}

/**
 * Why it was not accepted. `refused`: never, as it is; `opted-out`: never again to this recipient; `later`: surely not
 * taken, so another attempt doubles nothing; `unknown`: it may have been taken, nobody here can tell.
 */
export type CarrierVerdict = 'refused' | 'opted-out' | 'later' | 'unknown'

/** The sentence is shown to people of the business: it names no addresses and no keys. */
export class CarrierError extends Error {
  override name = 'CarrierError'
  readonly verdict: CarrierVerdict

  constructor(verdict: CarrierVerdict, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.verdict = verdict
  }
}

/** Undefined stands for the outbox of the console. */
export interface Carriers {
  mail: MailCarrier | undefined
  sms: SmsCarrier | undefined
}
