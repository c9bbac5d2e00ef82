import type { AutomationAction } from '@groundwork/contract/office/automations.ts'
import { useVocabulary } from './automations.api.ts'
import { t } from './automations.text.ts'
import { eventWords, NOTHING_TO_CHOOSE } from './words.ts'

export function EventWords({ events }: { events: readonly string[] }) {
  const { data: vocabulary = NOTHING_TO_CHOOSE } = useVocabulary()
  return events.map((type) => <div key={type}>{eventWords(vocabulary, type)}</div>)
}

export function ActionWords({ actions }: { actions: readonly AutomationAction[] }) {
  return (
    <ol style={{ margin: 0, paddingLeft: 18 }}>
      {actions.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: actions are known by their place
        <li key={index}>
          {t(action.type)}{' '}
          <span style={{ color: 'var(--gw-ink-2)', overflowWrap: 'anywhere' }}>{essenceOf(action)}</span>
        </li>
      ))}
    </ol>
  )
}

function essenceOf(action: AutomationAction): string {
  switch (action.type) {
    case 'change-record':
    case 'create-record':
      return Object.entries(action.values)
        .map(([field, value]) => `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', ')
    case 'send-mail':
      return `${action.to}: ${action.subject}`
    case 'call-url':
      return `${action.method} ${action.url}`
    case 'start-export':
      return `${action.resource}, ${action.format}`
  }
}
