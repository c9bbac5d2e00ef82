import type { MessageLanguage } from '@groundwork/contract/office/message-templates.ts'
import type { Actor } from '#platform/access/actor.ts'
import {
  type BusinessScope,
  type MessageEventDefinition,
  variablesFor,
  type Words,
} from '../templates/message-events.ts'
import { fillTemplate } from '../templates/template-text.ts'
import { valuesOf } from '../templates/variables.ts'

interface Filling {
  definition: Pick<MessageEventDefinition, 'scopes'>
  scopes: Record<string, unknown>
  business: BusinessScope
  language: MessageLanguage
}

export interface FilledWords extends Words {
  unfilled: string[]
}

/** The words with the record in place of their variables, and which of them had nothing to say. */
export function fillWords({ tenant }: Pick<Actor, 'tenant'>, words: Words, filling: Filling): FilledWords {
  const { definition, scopes, business, language } = filling
  const locale = tenant.locale.startsWith(language) ? tenant.locale : language
  const wording = { locale, timeZone: tenant.timeZone }
  const values = valuesOf(variablesFor(definition), { ...scopes, business }, wording)
  const subject = words.subject === null ? null : fillTemplate(words.subject, values)
  const body = fillTemplate(words.body, values)
  return {
    subject: subject?.text ?? null,
    body: body.text,
    unfilled: [...new Set([...(subject?.unfilled ?? []), ...body.unfilled])],
  }
}
