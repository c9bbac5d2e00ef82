import type { Import, ImportState } from '@groundwork/contract/office/imports.ts'
import { Group } from '@mantine/core'
import { complain } from '#kit/api/complain.ts'
import { t as jobText } from '#kit/jobs/jobs.text.ts'
import { TellMeButton } from '#kit/jobs/tell-me-button.tsx'
import { useTimeLeft } from '#kit/jobs/use-time-left.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { JobProgress } from '#ui/job-progress.tsx'
import classes from './import-page.module.css'
import { useMoveImport } from './imports.api.ts'
import { t } from './imports.text.ts'

/** Something is being done with the file: how far it is, and the ways to stop it or to do something else meanwhile. */
export function WorkStep({ record }: { record: Import }) {
  const { id, jobId, fileName, state, can } = record
  const { done, total } = record.progress ?? { done: 0, total: null }
  const timeLeft = useTimeLeft(done, total)
  const cancel = useMoveImport(id)
  const isRun = state === 'running' || state === 'undoing'
  return (
    <div className={classes.work} role="status">
      <JobProgress label={titleOf(state)} done={done} total={total} {...(timeLeft ? { timeLeft } : {})} />
      <p className={classes.goesOn}>{jobText('goesOn')}</p>
      <Group gap="xs">
        {isRun && jobId && (
          <TellMeButton
            jobId={jobId}
            done={t('watchDone', { name: fileName })}
            failed={t('watchFailed', { name: fileName })}
            to={`/imports/${id}`}
          />
        )}
        {can.cancel && (
          <ConfirmButton
            question={t(isRun ? 'cancelQuestion' : 'cancelCheckQuestion')}
            confirmLabel={t('cancel')}
            position="bottom-start"
            loading={cancel.isPending}
            onConfirm={() => cancel.mutate('cancel', { onError: complain })}
          >
            {t('cancel')}
          </ConfirmButton>
        )}
      </Group>
    </div>
  )
}

function titleOf(state: ImportState): string {
  if (state === 'reading') return t('readingTitle')
  if (state === 'checking') return t('checkingTitle')
  return t(state === 'undoing' ? 'undoingTitle' : 'runningTitle')
}
