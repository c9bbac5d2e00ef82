import type { EventType } from '@groundwork/contract/events.ts'
import type { MessageChannel, MessageLanguage, MessageVariable } from '@groundwork/contract/office/message-templates.ts'
import { z } from 'zod'
import { AppError } from '#platform/errors.ts'
import { variablesOf } from './variables.ts'

export interface Words {
  subject: string | null
  body: string
}

/** Something that happens and can be told to somebody; office and the modules say which by offerMessageEvent. */
export interface MessageEventDefinition {
  event: EventType
  title: string
  description: string
  /** A customer, whose preferences and opt-outs count, or the colleague whose work it was. */
  audience: 'customer' | 'member'
  /** What templates may say, by the first word of its variables. */
  scopes: Record<string, z.ZodType>
  /** The record that one of them is made of, and whom it concerns. */
  read(payload: unknown): { scopes: Record<string, unknown>; customerId: string | null }
  /** For previews where there is no record yet. */
  example: Record<string, unknown>
  /** As it comes; a business may change it, and come back to this. */
  builtIn: Partial<Record<MessageChannel, Partial<Record<MessageLanguage, Words>>>>
}

export const BusinessScope = z.strictObject({
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
})
export type BusinessScope = z.infer<typeof BusinessScope>

const definitions = new Map<string, MessageEventDefinition>()

/** The port by which what happens in a module becomes something that people are told. */
export function offerMessageEvent(definition: MessageEventDefinition): void {
  definitions.set(definition.event, definition)
}

export function messageEvents(): MessageEventDefinition[] {
  return [...definitions.values()]
}

export function messageEventOf(event: string): MessageEventDefinition {
  const definition = definitions.get(event)
  if (definition) return definition
  throw new AppError(
    'message.template-unknown',
    `No messages are written about '${event}'; use one of ${[...definitions.keys()].join(', ')}`,
  )
}

const known = new WeakMap<object, MessageVariable[]>()

/** All that a template of the event may say. */
export function variablesFor(definition: Pick<MessageEventDefinition, 'scopes'>): MessageVariable[] {
  const found = known.get(definition.scopes)
  if (found) return found
  const scopes: [string, z.ZodType][] = [...Object.entries(definition.scopes), ['business', BusinessScope]]
  const variables = scopes.flatMap(([scope, schema]) => variablesOf(scope, schema))
  known.set(definition.scopes, variables)
  return variables
}
