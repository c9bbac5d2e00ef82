import { Button, Checkbox, Radio, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useRegion } from '#ui/format/region.tsx'
import { dayOf, nextDay, startOfDay } from '#ui/format/zoned-day.ts'
import { t } from '../kit.text.ts'
import { useEager } from '../page/use-eager.ts'
import { RecordPicker } from '../picker/record-picker.tsx'
import { useTags } from '../tags/tags.api.ts'
import type { FilterField } from './filter-fields.ts'
import type { ListState } from './list-state.ts'
import { DaysEditor, RangeEditor } from './range-editors.tsx'

interface FilterEditorProps {
  field: FilterField
  list: Pick<ListState, 'state' | 'setLens'>
  onDone: () => void
}

export function FilterEditor({ field, list, onDone }: FilterEditorProps) {
  if (field.kind === 'dates') return <DatesEditor field={field} list={list} />
  if (field.kind === 'days') return <DaysEditor field={field} list={list} />
  if (field.kind === 'range') return <RangeEditor field={field} list={list} onDone={onDone} />
  const value = list.state[field.key] ?? ''
  const setValue = (next: string) => list.setLens({ [field.key]: next || undefined })
  if (field.kind === 'choice')
    return <ChoiceEditor options={field.options} isSingle={field.isSingle === true} value={value} onChange={setValue} />
  if (field.kind === 'tag') return <TagEditor value={value} onChange={setValue} />
  if (field.kind === 'text') return <TextEditor label={field.label} value={value} onChange={setValue} onDone={onDone} />
  return (
    <RecordPicker
      resource={field.resource}
      label={field.label}
      value={value.split(',')[0] || null}
      onChange={(id) => setValue(id ?? '')}
      isInPopover
    />
  )
}

interface ChoiceEditorProps {
  options: { value: string; label: string }[]
  isSingle: boolean
  value: string
  onChange: (value: string) => void
}

function ChoiceEditor({ options, isSingle, value, onChange }: ChoiceEditorProps) {
  const [shown, setShown] = useEager(value, onChange)
  const chosen = shown ? shown.split(',') : []
  if (isSingle) {
    return (
      <Radio.Group value={shown} onChange={setShown}>
        <Stack gap={4} p={4} mah={320} style={{ overflowY: 'auto' }}>
          {options.map((option) => (
            <Radio
              key={option.value}
              size="xs"
              value={option.value}
              label={option.label}
              styles={{ label: { fontSize: '0.8125rem' }, root: { paddingBlock: 3 } }}
            />
          ))}
        </Stack>
      </Radio.Group>
    )
  }
  const toggle = (option: string) =>
    setShown(
      options
        .map((o) => o.value)
        .filter((o) => (o === option ? !chosen.includes(o) : chosen.includes(o)))
        .join(','),
    )
  return (
    <Stack gap={4} p={4}>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          size="xs"
          label={option.label}
          checked={chosen.includes(option.value)}
          onChange={() => toggle(option.value)}
          styles={{ label: { fontSize: '0.8125rem' }, root: { paddingBlock: 3 } }}
        />
      ))}
    </Stack>
  )
}

function TagEditor({ value, onChange }: Pick<ChoiceEditorProps, 'value' | 'onChange'>) {
  const { data = [] } = useTags()
  const options = data.map(({ name }) => ({ value: name, label: name }))
  return <ChoiceEditor options={options} isSingle value={value} onChange={onChange} />
}

interface TextEditorProps {
  label: string
  value: string
  onChange: (value: string) => void
  onDone: () => void
}

function TextEditor({ label, value, onChange, onDone }: TextEditorProps) {
  const [text, setText] = useState(value)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    onChange(text.trim())
    onDone()
  }
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="xs">
        <TextInput label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
        <Button type="submit" size="xs">
          {t('apply')}
        </Button>
      </Stack>
    </form>
  )
}

interface DatesEditorProps {
  field: Extract<FilterField, { kind: 'dates' }>
  list: FilterEditorProps['list']
}

function DatesEditor({ field, list }: DatesEditorProps) {
  const { timeZone } = useRegion()
  const after = list.state[field.after]
  const before = list.state[field.before]
  const handleFrom = (day: string) => list.setLens({ [field.after]: day ? startOfDay(day, timeZone) : undefined })
  const handleTo = (day: string) =>
    list.setLens({ [field.before]: day ? startOfDay(nextDay(day), timeZone) : undefined })
  return (
    <Stack gap="xs" p={4}>
      <TextInput
        type="date"
        label={t('from')}
        value={after ? dayOf(after, timeZone) : ''}
        onChange={(event) => handleFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('to')}
        value={before ? nextDay(dayOf(before, timeZone), -1) : ''}
        onChange={(event) => handleTo(event.currentTarget.value)}
      />
    </Stack>
  )
}
