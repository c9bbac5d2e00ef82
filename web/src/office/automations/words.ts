import type { AutomationVocabulary, VocabularyField } from '@groundwork/contract/office/automations.ts'
import { fromContract } from '#ui/text/text.ts'

export type Vocabulary = AutomationVocabulary
export type Kind = AutomationVocabulary['resources'][number]

export const NOTHING_TO_CHOOSE: Vocabulary = { events: [], resources: [] }

export function eventWords({ events }: Vocabulary, type: string): string {
  return fromContract(events.find((event) => event.type === type)?.summary ?? type)
}

/** The fields that all chosen events carry: a condition on any other could not be judged. */
export function sharedFields({ events }: Vocabulary, types: readonly string[]): VocabularyField[] {
  const [first, ...others] = events.filter(({ type }) => types.includes(type))
  return (first?.fields ?? []).filter(({ path }) =>
    others.every(({ fields }) => fields.some((field) => field.path === path)),
  )
}

/** The kind of record that the chosen events are about. */
export function subjectKind({ events }: Vocabulary, types: readonly string[]): string | undefined {
  return events.find(({ type }) => types.includes(type))?.resource ?? undefined
}

export function kindWords(kind: Kind): string {
  return fromContract(kind.noun.charAt(0).toUpperCase() + kind.noun.slice(1))
}

/** `extra_large` as people write it. */
export function optionWords(option: string): string {
  const words = option.replaceAll('_', ' ')
  return fromContract(words.charAt(0).toUpperCase() + words.slice(1))
}

export function fieldOptions(fields: readonly VocabularyField[]): { value: string; label: string }[] {
  const counts = Map.groupBy(fields, ({ title }) => title)
  return fields.map(({ path, title }) => ({
    value: path,
    label: (counts.get(title)?.length ?? 0) > 1 ? `${fromContract(title)} (${path})` : fromContract(title),
  }))
}
