import type { AutomationAction } from '@groundwork/contract/office/automations.ts'
import { useVocabulary } from './automations.api.ts'
import { t } from './automations.text.ts'
import { eventWords, NOTHING_TO_CHOOSE, type Vocabulary } from './words.ts'

export function EventWords({ events }: { events: readonly string[] }) {
  const { data: vocabulary = NOTHING_TO_CHOOSE } = useVocabulary()
  return events.map((type) => <div key={type}>{eventWords(vocabulary, type)}</div>)
}

export function ActionWords({ actions }: { actions: readonly AutomationAction[] }) {
  const { data: vocabulary = NOTHING_TO_CHOOSE } = useVocabulary()
  return (
    <ol style={{ margin: 0, paddingLeft: 18 }}>
      {actions.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: actions are known by their place
        <li key={index}>
          {t(action.type)}{' '}
          <span style={{ color: 'var(--gw-ink-2)', overflowWrap: 'anywhere' }}>
            {placesAsWords(essenceOf(action, vocabulary))}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** `{{payload.record.qrCode}}` as people read it: [QR code] would need the event, so its last word has to do. */
function placesAsWords(text: string): string {
  return text.replace(/\{\{[^{}]*?(\w+)\s*\}\}/g, '[$1]')
}

function essenceOf(action: AutomationAction, vocabulary: Vocabulary): string {
  switch (action.type) {
    case 'change-record':
    case 'create-record':
      return valueWords(action, vocabulary)
    case 'send-mail':
      return `${action.to}: ${action.subject}`
    case 'call-url':
      return `${action.method} ${action.url}`
    case 'start-export':
      return `${action.resource}, ${action.format}`
  }
}

type Values = Extract<AutomationAction, { type: 'change-record' | 'create-record' }>

function valueWords({ resource, values }: Values, { resources }: Vocabulary): string {
  const kind = resources.find(({ name }) => name === resource)
  const titles = new Map([...(kind?.createFields ?? []), ...(kind?.changeFields ?? [])].map((f) => [f.path, f.title]))
  const told = Object.entries(values).map(
    ([field, value]) => `${titles.get(field) ?? field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return `(${kind?.noun ?? resource}) ${told.join(', ')}`
}
