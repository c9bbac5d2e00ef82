import { Button, NumberInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { nextDay } from '#ui/format/zoned-day.ts'
import { t } from '../kit.text.ts'
import type { FilterField } from './filter-fields.ts'
import type { ListState } from './list-state.ts'

type List = Pick<ListState, 'state' | 'setLens'>

interface DaysEditorProps {
  field: Extract<FilterField, { kind: 'days' }>
  list: List
}

/** From a day to a day, both included. */
export function DaysEditor({ field, list }: DaysEditorProps) {
  const before = list.state[field.before]
  return (
    <Stack gap="xs" p={4}>
      <TextInput
        type="date"
        label={t('from')}
        value={list.state[field.after] ?? ''}
        onChange={(event) => list.setLens({ [field.after]: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t('to')}
        value={before ? nextDay(before, -1) : ''}
        onChange={({ currentTarget: { value } }) =>
          list.setLens({ [field.before]: value ? nextDay(value) : undefined })
        }
      />
    </Stack>
  )
}

interface RangeEditorProps {
  field: Extract<FilterField, { kind: 'range' }>
  list: List
  onDone: () => void
}

export function RangeEditor({ field, list, onDone }: RangeEditorProps) {
  const [from, setFrom] = useState<string | number>(list.state[field.from] ?? '')
  const [to, setTo] = useState<string | number>(list.state[field.to] ?? '')
  const suffix = field.unit ? { suffix: ` ${field.unit}` } : {}
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    list.setLens({ [field.from]: String(from) || undefined, [field.to]: String(to) || undefined })
    onDone()
  }
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="xs" p={4}>
        <NumberInput
          label={t('from')}
          value={from}
          onChange={setFrom}
          hideControls
          decimalScale={6}
          {...suffix}
          data-autofocus
        />
        <NumberInput label={t('to')} value={to} onChange={setTo} hideControls decimalScale={6} {...suffix} />
        <Button type="submit" size="xs">
          {t('apply')}
        </Button>
      </Stack>
    </form>
  )
}
