import { groupsOfEvents, summaryOf } from '@groundwork/contract/platform/webhooks.ts'
import { Checkbox, Input, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { fromContract } from '#ui/text/text.ts'
import pickerClasses from '../api-keys/permission-picker.module.css'
import { typeCount } from './topic-words.ts'
import { t } from './webhooks.text.ts'

interface TopicPickerProps {
  value: string[]
  onChange: (topics: string[]) => void
  error?: ReactNode
}

/** Everything, whole groups by wildcard, or single kinds of events. */
export function TopicPicker({ value, onChange, error }: TopicPickerProps) {
  const isAll = value.includes('*')
  return (
    <Stack gap="sm" data-path="topics" tabIndex={-1}>
      <Checkbox
        label={t('all')}
        checked={isAll}
        onChange={(event) => onChange(event.currentTarget.checked ? ['*'] : [])}
      />
      <Text size="sm" c="dimmed" role="status">
        {t('chosen', { count: typeCount(value) })}
      </Text>
      {error && <Input.Error role="alert">{error}</Input.Error>}
      <div className={pickerClasses.groups}>
        {groupsOfEvents().map((group) => (
          <TopicGroup key={group.topic} {...group} value={value} onChange={onChange} isAll={isAll} />
        ))}
      </div>
    </Stack>
  )
}

interface TopicGroupProps {
  topic: string
  types: string[]
  value: string[]
  onChange: (topics: string[]) => void
  isAll: boolean
}

function TopicGroup({ topic, types, value, onChange, isAll }: TopicGroupProps) {
  const isWhole = isAll || value.includes(topic)
  const chosen = types.filter((type) => value.includes(type))
  const others = value.filter((one) => one !== topic && !types.includes(one))
  return (
    <fieldset className={pickerClasses.group} aria-label={topic} disabled={isAll}>
      <Checkbox
        size="xs"
        label={<code>{topic}</code>}
        aria-label={t('allOf', { group: topic })}
        checked={isWhole}
        indeterminate={!isWhole && chosen.length > 0}
        onChange={() => onChange(isWhole ? others : [...others, topic])}
      />
      <div className={pickerClasses.choices}>
        {types.map((type) => (
          <Checkbox
            key={type}
            size="xs"
            label={fromContract(summaryOf(type))}
            title={type}
            disabled={isWhole}
            checked={isWhole || value.includes(type)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...value, type] : value.filter((one) => one !== type))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
