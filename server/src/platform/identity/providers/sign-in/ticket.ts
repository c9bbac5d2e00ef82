import type { Config } from '#platform/config/config.ts'
import { SecretBox } from '#platform/secret-box.ts'
import type { Arrival } from './arrival.ts'
import { answerInvalid } from './flow.ts'

/** Whom the provider has proven while something of the person's own is still missing; sealed, for five minutes. */
export interface Ticket {
  tenantId: string
  arrival: Arrival
  /** Whose account is meant, by its address: what attempts are counted by. */
  email: string
  userId: string
  next: string
  endsAtMs: number
}

export const TICKET_MS = 5 * 60_000

export function sealTicket(config: Pick<Config, 'secret'>, ticket: Ticket): string {
  return boxOf(config).seal(JSON.stringify(ticket), 'ticket')
}

export function openTicket(config: Pick<Config, 'secret'>, sealed: string, now: Date): Ticket {
  const ticket = read(config, sealed)
  if (!ticket || now.getTime() >= ticket.endsAtMs) throw answerInvalid()
  return ticket
}

function read(config: Pick<Config, 'secret'>, sealed: string): Ticket | undefined {
  try {
    // Sealed by us: nobody else could have written it.
    return JSON.parse(boxOf(config).open(sealed, 'ticket')) as Ticket
  } catch {
    // Damaged, or of another installation: the same as none.
    return undefined
  }
}

function boxOf({ secret }: Pick<Config, 'secret'>): SecretBox {
  return new SecretBox(secret, 'sign-in-ticket')
}
