import type { ExportSchedule, UpdateExportSchedule } from '@groundwork/contract/office/export-schedules.ts'
import { Alert, Button, Group, Input, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { sentenceOf } from '#kit/api/problem.ts'
import { TextLink } from '#kit/page/links.tsx'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { Facts } from '#ui/facts.tsx'
import { When } from '#ui/format/when.tsx'
import { toast } from '#ui/toast.tsx'
import { FormatChoice } from '../format-choice.tsx'
import { Timing } from './schedule-register.tsx'
import { useChangeSchedule, useRemoveSchedule } from './schedules.api.ts'
import { t } from './schedules.text.ts'
import { TimingFields, type TimingValues } from './timing-fields.tsx'

export function ScheduleDetail({ schedule }: { schedule: ExportSchedule }) {
  const { problem, can, version, id } = schedule
  return (
    <Stack gap="lg">
      {problem && (
        <Alert color="red" variant="light">
          {problem}
        </Alert>
      )}
      <Facts facts={factsOf(schedule)} />
      {can.change && <Editing key={`${id} ${version}`} schedule={schedule} />}
    </Stack>
  )
}

function factsOf(schedule: ExportSchedule) {
  const { resource, query, columns, createdBy, nextRunAt, lastRunAt, lastExportId } = schedule
  const filters = Object.entries(query).map(([name, value]) => `${name} ${value}`)
  return [
    { label: t('when'), value: <Timing schedule={schedule} /> },
    { label: t('next'), value: <When value={nextRunAt} as="exact" /> },
    { label: t('last'), value: lastRunAt ? <When value={lastRunAt} as="exact" /> : t('never') },
    ...(lastExportId
      ? [
          {
            label: t('lastFile'),
            value: (
              <TextLink to="/exports" search={{ open: lastExportId }}>
                {t('showFile')}
              </TextLink>
            ),
          },
        ]
      : []),
    { label: t('resource'), value: resourceTitle(resource) },
    { label: t('filters'), value: filters.join(', ') || t('noFilters') },
    { label: t('columns'), value: t('columnCount', { count: columns.length }) },
    { label: t('by'), value: createdBy.name },
  ]
}

type Values = TimingValues & Pick<ExportSchedule, 'format'>

function Editing({ schedule }: { schedule: ExportSchedule }) {
  const { name, every, weekday, monthDay, at, format, isPaused, id } = schedule
  const [values, setValues] = useState<Values>({ name, every, weekday, monthDay, at, format })
  const change = useChangeSchedule(schedule)
  const remove = useRemoveSchedule()
  const set = (changes: Partial<Values>) => setValues({ ...values, ...changes })
  const save = (body: UpdateExportSchedule) => change.mutate(body, { onSuccess: () => toast({ message: t('saved') }) })
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    save(values)
  }
  const handleRemove = () =>
    remove.mutate(id, {
      onSuccess: () => toast({ message: t('removed', { name }) }),
      onError: complain,
    })
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="md">
        <TimingFields value={values} onChange={set} />
        <FormatChoice value={values.format} onChange={(next) => set({ format: next })} />
        {change.error && <Input.Error role="alert">{sentenceOf(change.error)}</Input.Error>}
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>
            {t('save')}
          </Button>
          <Button variant="default" disabled={change.isPending} onClick={() => save({ isPaused: !isPaused })}>
            {t(isPaused ? 'resume' : 'pause')}
          </Button>
          <ConfirmButton
            question={t('removeQuestion')}
            confirmLabel={t('remove')}
            position="bottom-start"
            loading={remove.isPending}
            onConfirm={handleRemove}
          >
            {t('remove')}
          </ConfirmButton>
        </Group>
      </Stack>
    </form>
  )
}
