import { Popover, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useRegion } from '#ui/format/region.tsx'
import { formatDay } from '#ui/format/when.tsx'
import { dayOf, nextDay } from '#ui/format/zoned-day.ts'
import { t } from '../kit.text.ts'
import { RecordName } from '../picker/record-name.tsx'
import classes from './filter-bar.module.css'
import { FilterEditor } from './filter-editor.tsx'
import type { FilterField } from './filter-fields.ts'
import type { ListState } from './list-state.ts'

interface FilterChipProps {
  field: FilterField
  list: Pick<ListState, 'state' | 'setLens'>
  isOpenAtFirst: boolean
  onClear: () => void
  onClose: () => void
}

export function FilterChip({ field, list, isOpenAtFirst, onClear, onClose }: FilterChipProps) {
  const [opened, setOpened] = useState(isOpenAtFirst)
  const handleChange = (next: boolean) => {
    setOpened(next)
    if (!next) onClose()
  }
  return (
    <span className={classes.chip}>
      <Popover
        opened={opened}
        onChange={handleChange}
        position="bottom-start"
        trapFocus
        width={field.kind === 'record' ? 280 : 232}
      >
        <Popover.Target>
          <UnstyledButton className={classes.face} onClick={() => handleChange(!opened)}>
            <span className={classes.name}>{field.label}</span>
            <span className={classes.value}>
              <ChipValue field={field} state={list.state} />
            </span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={field.label} p="xs">
          <FilterEditor field={field} list={list} onDone={() => handleChange(false)} />
        </Popover.Dropdown>
      </Popover>
      <UnstyledButton className={classes.remove} onClick={onClear} aria-label={t('clearFilter', { name: field.label })}>
        <IconX size={14} stroke={1.8} aria-hidden />
      </UnstyledButton>
    </span>
  )
}

interface ChipValueProps {
  field: FilterField
  state: ListState['state']
}

function ChipValue({ field, state }: ChipValueProps) {
  if (field.kind === 'dates') return <DatesValue after={state[field.after]} before={state[field.before]} />
  if (field.kind === 'days') return <DaysValue after={state[field.after]} before={state[field.before]} />
  if (field.kind === 'range') return <RangeValue from={state[field.from]} to={state[field.to]} unit={field.unit} />
  const value = state[field.key]
  if (!value) return t('filterAny')
  if (field.kind === 'text' || field.kind === 'tag') return value
  const values = value.split(',')
  if (field.kind === 'choice')
    return values.map((word) => field.options.find((option) => option.value === word)?.label ?? word).join(', ')
  return values.map((id, index) => (
    <span key={id}>
      {index > 0 && ', '}
      <RecordName resource={field.resource} id={id} />
    </span>
  ))
}

function DatesValue({ after, before }: { after: string | undefined; before: string | undefined }) {
  const region = useRegion()
  const from = after && formatDay(dayOf(after, region.timeZone), region)
  // `before` is the first moment that no longer counts; people say the last day that does.
  const to = before && formatDay(nextDay(dayOf(before, region.timeZone), -1), region)
  if (from && to) return t('between', { from, to })
  if (from) return t('since', { date: from })
  return to ? t('until', { date: to }) : t('filterAny')
}

function DaysValue({ after, before }: { after: string | undefined; before: string | undefined }) {
  const region = useRegion()
  const from = after && formatDay(after, region)
  const to = before && formatDay(nextDay(before, -1), region)
  if (from && to) return t('between', { from, to })
  if (from) return t('since', { date: from })
  return to ? t('until', { date: to }) : t('filterAny')
}

interface RangeValueProps {
  from: string | undefined
  to: string | undefined
  unit: string | null
}

function RangeValue({ from, to, unit }: RangeValueProps) {
  const withUnit = (text: string) => (unit ? `${text} ${unit}` : text)
  if (from && to) return withUnit(t('between', { from, to }))
  if (from) return withUnit(t('atLeast', { number: from }))
  return to ? withUnit(t('atMost', { number: to })) : t('filterAny')
}
