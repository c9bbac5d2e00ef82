import type { Outgoing, OutgoingReply, OutgoingRequest } from '../outgoing/outgoing-client.ts'
import { OutgoingError } from '../outgoing/outgoing-error.ts'
import { CarrierError } from './carrier.ts'

/** Nobody was there to take anything. After any other break the request may have been read and obeyed. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** One request that makes a provider send something; a broken connection leaves open whether it did. */
export async function askProvider(outgoing: Outgoing, request: OutgoingRequest): Promise<OutgoingReply> {
  try {
    return await outgoing.send(request)
  } catch (error) {
    throw toCarrierError(error)
  }
}

function toCarrierError(error: unknown): CarrierError {
  if (!(error instanceof OutgoingError))
    return new CarrierError('unknown', 'The provider was lost sight of', { cause: error })
  const neverAsked = error.failure === 'blocked' || NEVER_CONNECTED.has(codeOf(error.cause))
  const sentence = neverAsked
    ? 'The provider cannot be reached'
    : 'The connection to the provider broke while it was taking the message'
  return new CarrierError(neverAsked ? 'later' : 'unknown', sentence, { cause: error })
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
