import type { AutomationAction, VocabularyField } from '@groundwork/contract/office/automations.ts'
import { Select, Stack } from '@mantine/core'
import { t } from './automations.text.ts'
import { ExportFilters } from './export-filters.tsx'
import { TextWithPlaces } from './text-with-places.tsx'
import { ValuesEditor } from './values-editor.tsx'
import { type Kind, kindWords, type Vocabulary } from './words.ts'

interface ActionFieldsProps {
  action: AutomationAction
  vocabulary: Vocabulary
  places: readonly VocabularyField[]
  errorOf: (path: string) => string | undefined
  onChange: (action: AutomationAction) => void
}

const METHODS = ['POST', 'PUT', 'PATCH'] as const
const FORMATS = ['csv', 'xlsx'] as const

export function ActionFields({ action, vocabulary, places, errorOf, onChange }: ActionFieldsProps) {
  const kinds = vocabulary.resources
  const text = (
    label: string,
    path: string,
    value: string,
    set: (value: string) => AutomationAction,
    more: object = {},
  ) => (
    <TextWithPlaces
      label={label}
      value={value}
      fields={places}
      error={errorOf(path)}
      onChange={(typed) => onChange(set(typed))}
      {...more}
    />
  )
  switch (action.type) {
    case 'change-record':
    case 'create-record': {
      const isChange = action.type === 'change-record'
      const kind = kinds.find(({ name }) => name === action.resource)
      return (
        <Stack gap="sm">
          <KindSelect
            kinds={kinds.filter(({ canChange, canCreate }) => (isChange ? canChange : canCreate))}
            value={action.resource}
            error={errorOf('resource')}
            onChange={(resource) => onChange({ ...action, resource, values: {} })}
          />
          {isChange &&
            text(t('whichRecord'), 'record', action.record, (record) => ({ ...action, record }), {
              description: t('whichRecordHelp'),
            })}
          <ValuesEditor
            values={action.values}
            known={(isChange ? kind?.changeFields : kind?.createFields) ?? []}
            places={places}
            errorOf={(path) => errorOf(`values.${path}`)}
            onChange={(values) => onChange({ ...action, values })}
          />
        </Stack>
      )
    }
    case 'send-mail':
      return (
        <Stack gap="sm">
          {text(t('to'), 'to', action.to, (to) => ({ ...action, to }), { description: t('toHelp') })}
          {text(t('subject'), 'subject', action.subject, (subject) => ({ ...action, subject }))}
          {text(t('text'), 'text', action.text, (body) => ({ ...action, text: body }), { isLong: true })}
        </Stack>
      )
    case 'call-url':
      return (
        <Stack gap="sm">
          <Select
            label={t('method')}
            data={[...METHODS]}
            value={action.method}
            allowDeselect={false}
            onChange={(value) => onChange({ ...action, method: METHODS.find((one) => one === value) ?? 'POST' })}
          />
          {text(t('url'), 'url', action.url, (url) => ({ ...action, url }), { description: t('urlHelp') })}
          {text(t('body'), 'body', action.body ?? '', (body) => ({ ...action, body: body === '' ? null : body }), {
            isLong: true,
            description: t('bodyHelp'),
          })}
        </Stack>
      )
    case 'start-export':
      return (
        <Stack gap="sm">
          <KindSelect
            kinds={kinds.filter(({ canExport }) => canExport)}
            value={action.resource}
            error={errorOf('resource')}
            onChange={(resource) => onChange({ ...action, resource, query: {} })}
          />
          <Select
            label={t('format')}
            data={FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
            value={action.format}
            allowDeselect={false}
            onChange={(value) => onChange({ ...action, format: FORMATS.find((one) => one === value) ?? 'csv' })}
          />
          <ExportFilters
            query={action.query}
            error={errorOf('query')}
            onChange={(query) => onChange({ ...action, query })}
          />
        </Stack>
      )
  }
}

interface KindSelectProps {
  kinds: readonly Kind[]
  value: string
  error: string | undefined
  onChange: (resource: string) => void
}

function KindSelect({ kinds, value, error, onChange }: KindSelectProps) {
  return (
    <Select
      label={t('kindOfRecord')}
      data={kinds.map((kind) => ({ value: kind.name, label: kindWords(kind) }))}
      value={value}
      error={error}
      allowDeselect={false}
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  )
}
