import { Group, Progress, Stack, Text } from '@mantine/core'
import { t } from './text/ui.text.ts'

interface JobProgressProps {
  label: string
  done: number
  total: number | null
  /** From the job's own pace; absent while it is not known. */
  timeLeft?: string
}

export function JobProgress({ label, done, total, timeLeft }: JobProgressProps) {
  const percent = total ? Math.min(100, (done / total) * 100) : 100
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="md">
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed" className="tabular">
          {total === null ? done.toLocaleString() : t('progress', { done, total })}
          {timeLeft && ` · ${t('timeLeft', { time: timeLeft })}`}
        </Text>
      </Group>
      <Progress value={percent} animated={total === null} size="sm" aria-label={label} />
    </Stack>
  )
}
