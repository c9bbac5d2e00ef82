import { Button, Group, Input, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import { toast } from '#ui/toast.tsx'
import type { FileChoice } from '../use-file-choice.ts'
import { useCreateSchedule } from './schedules.api.ts'
import { t } from './schedules.text.ts'
import { TimingFields, USUAL_TIMING } from './timing-fields.tsx'

interface NewScheduleProps {
  resource: string
  choice: FileChoice
  onBack: () => void
  onDone: () => void
}

/** The file that was just described, again and again. */
export function NewSchedule({ resource, choice: { query, format, columns }, onBack, onDone }: NewScheduleProps) {
  const create = useCreateSchedule()
  const [timing, setTiming] = useState(USUAL_TIMING)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(
      { ...timing, resource, format, query, ...(columns ? { columns } : {}) },
      {
        onSuccess: ({ name }) => {
          toast({ message: t('created', { name }) })
          onDone()
        },
      },
    )
  }
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="lg">
        <TimingFields value={timing} onChange={(changes) => setTiming({ ...timing, ...changes })} />
        <Text size="sm">{t('mailText')}</Text>
        {create.error && <Input.Error role="alert">{sentenceOf(create.error)}</Input.Error>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onBack}>
            {t('back')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
