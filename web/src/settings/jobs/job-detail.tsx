import type { Job } from '@groundwork/contract/platform/jobs.ts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { type Fact, Facts } from '#ui/facts.tsx'
import { When } from '#ui/format/when.tsx'
import { JobProgress } from '#ui/job-progress.tsx'
import { toast } from '#ui/toast.tsx'
import classes from './job-detail.module.css'
import { useCancelJob, useRetryJob } from './jobs.api.ts'
import { t } from './jobs.text.ts'

export function JobDetail({ job }: { job: Job }) {
  const { id, title, state, done, total, message, error, result, can } = job
  const retry = useRetryJob()
  const cancel = useCancelJob()
  return (
    <Stack gap="lg">
      {state === 'running' && <JobProgress label={message ?? title} done={done} total={total} />}
      <Facts facts={factsOf(job)} />
      {error && (
        <div>
          <Text fw={600} size="sm" mb={6}>
            {t('error')}
          </Text>
          <p className={classes.error}>{error}</p>
        </div>
      )}
      {result !== null && result !== undefined && (
        <div>
          <Text fw={600} size="sm" mb={6}>
            {t('result')}
          </Text>
          <pre className={classes.result}>{JSON.stringify(result, null, 2)}</pre>
        </div>
      )}
      <Group gap="xs">
        {can.retry && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} stroke={1.7} aria-hidden />}
            loading={retry.isPending}
            onClick={() =>
              retry.mutate(id, { onError: complain, onSuccess: () => toast({ message: t('retried', { title }) }) })
            }
          >
            {t('retry')}
          </Button>
        )}
        {can.cancel && (
          <ConfirmButton
            position="bottom-start"
            question={t('cancelQuestion')}
            confirmLabel={t('cancel')}
            loading={cancel.isPending}
            onConfirm={() =>
              cancel.mutate(id, { onError: complain, onSuccess: () => toast({ message: t('cancelled', { title }) }) })
            }
          >
            {t('cancel')}
          </ConfirmButton>
        )}
      </Group>
    </Stack>
  )
}

function factsOf({
  name,
  askedBy,
  attempts,
  maxAttempts,
  message,
  state,
  createdAt,
  runAt,
  startedAt,
  endedAt,
}: Job): Fact[] {
  return [
    { label: t('kind'), value: name },
    { label: t('askedBy'), value: askedBy.name },
    { label: t('attempts'), value: t('attemptsOf', { attempts, max: maxAttempts }) },
    ...(message && state === 'running' ? [{ label: t('doing'), value: message }] : []),
    { label: t('created'), value: <When value={createdAt} as="exact" /> },
    ...(state === 'queued' ? [{ label: t('runAt'), value: <When value={runAt} as="exact" /> }] : []),
    { label: t('started'), value: startedAt && <When value={startedAt} as="exact" /> },
    { label: t('ended'), value: endedAt && <When value={endedAt} as="exact" /> },
  ]
}
