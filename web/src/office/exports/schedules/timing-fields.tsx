import { type ExportSchedule, SCHEDULE_RHYTHMS } from '@groundwork/contract/office/export-schedules.ts'
import { Group, NumberInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useRegion } from '#ui/format/region.tsx'
import { t } from './schedules.text.ts'
import { weekdayOptions } from './timing-words.ts'

export type TimingValues = Pick<ExportSchedule, 'name' | 'every' | 'weekday' | 'monthDay' | 'at'>

export const USUAL_TIMING: TimingValues = { name: '', every: 'week', weekday: 1, monthDay: 1, at: '06:30' }

interface TimingFieldsProps {
  value: TimingValues
  onChange: (changes: Partial<TimingValues>) => void
  isDisabled?: boolean
}

/** What it is called and when it comes. */
export function TimingFields({ value, onChange, isDisabled = false }: TimingFieldsProps) {
  const { locale, timeZone } = useRegion()
  const handleEvery = (chosen: string) => {
    const every = SCHEDULE_RHYTHMS.find((one) => one === chosen)
    if (every) onChange({ every })
  }
  return (
    <Stack gap="md">
      <TextInput
        label={t('name')}
        placeholder={t('namePlaceholder')}
        value={value.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        maxLength={100}
        required
        disabled={isDisabled}
      />
      <SegmentedControl
        aria-label={t('every')}
        value={value.every}
        onChange={handleEvery}
        data={SCHEDULE_RHYTHMS.map((every) => ({ value: every, label: t(`every_${every}`) }))}
        disabled={isDisabled}
      />
      <Group gap="md" align="flex-start">
        {value.every === 'week' && (
          <Select
            label={t('weekday')}
            data={weekdayOptions(locale)}
            value={String(value.weekday)}
            onChange={(weekday) => onChange({ weekday: Number(weekday ?? 1) })}
            allowDeselect={false}
            checkIconPosition="right"
            w={170}
            disabled={isDisabled}
          />
        )}
        {value.every === 'month' && (
          <NumberInput
            label={t('monthDay')}
            description={t('monthDayHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={1}
            max={31}
            clampBehavior="strict"
            allowDecimal={false}
            value={value.monthDay}
            onChange={(day) => onChange({ monthDay: Number(day) || 1 })}
            w={170}
            disabled={isDisabled}
          />
        )}
        <TextInput
          type="time"
          label={t('at')}
          value={value.at}
          onChange={({ currentTarget }) => onChange({ at: currentTarget.value })}
          required
          w={130}
          disabled={isDisabled}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('zone', { zone: timeZone })}
      </Text>
    </Stack>
  )
}
