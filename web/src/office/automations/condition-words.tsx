import type { ConditionGroup, ConditionRow } from '@groundwork/contract/office/automation-conditions.ts'
import type { AutomationCondition, VocabularyField } from '@groundwork/contract/office/automations.ts'
import { fromContract } from '#ui/text/text.ts'
import { useVocabulary } from './automations.api.ts'
import { t } from './automations.text.ts'
import { NOTHING_TO_CHOOSE, optionWords, sharedFields } from './words.ts'

interface ConditionWordsProps {
  condition: AutomationCondition
  events: readonly string[]
}

/** What was chosen in rows is said in words; what was written by hand stays as it was written. */
export function ConditionWords({ condition: { rows, cel }, events }: ConditionWordsProps) {
  const { data: vocabulary = NOTHING_TO_CHOOSE } = useVocabulary()
  if (cel === '') return t('always')
  if (!rows) return <code>{cel}</code>
  const fields = sharedFields(vocabulary, events)
  const parts = [
    ...rows.rows.map((row) => rowWords(row, fields)),
    ...rows.groups.map((group) => groupWords(group, fields)),
  ]
  return parts.map((part, index) => (
    <div key={part}>
      {index > 0 && `${t(rows.match === 'all' ? 'and' : 'or')} `}
      {part}
    </div>
  ))
}

function groupWords({ match, rows }: ConditionGroup['groups'][number], fields: readonly VocabularyField[]): string {
  const words = rows.map((row) => rowWords(row, fields)).join(` ${t(match === 'all' ? 'and' : 'or')} `)
  return rows.length > 1 ? `(${words})` : words
}

function rowWords({ field, comparison, value }: ConditionRow, fields: readonly VocabularyField[]): string {
  const known = fields.find(({ path }) => path === field)
  const title = known ? fromContract(known.title) : field
  const shown = [value ?? []].flat().map((one) => (known?.kind === 'word' ? optionWords(String(one)) : String(one)))
  return [title, t(comparison), shown.join(', ')].filter(Boolean).join(' ')
}
