import type { Import } from '@groundwork/contract/office/imports.ts'
import { Skeleton, Stack } from '@mantine/core'
import { IconFileOff } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { ApiProblem, requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { ButtonLink, TextLink } from '#kit/page/links.tsx'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { Delayed } from '#ui/delayed.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { CheckStep } from './check-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { ImportFacts } from './import-facts.tsx'
import { type ImportStep, ImportSteps } from './import-steps.tsx'
import { useImport } from './imports.api.ts'
import { t } from './imports.text.ts'
import { ResultStep } from './result-step.tsx'
import { UnreadableStep } from './unreadable-step.tsx'
import { WorkStep } from './work-step.tsx'

/** One import, at whatever step it stands: the page follows the import, not the other way round. */
export function ImportPage() {
  const id = String(useParams({ strict: false })['id'])
  const { data, error, refetch } = useImport(id)
  if (data) return <Loaded key={data.id} record={data} />
  if (!error)
    return (
      <Delayed>
        <Waiting />
      </Delayed>
    )
  const isMissing = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  if (!isMissing)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  return (
    <Empty isPage icon={IconFileOff} title={t('notFoundTitle')} text={t('notFoundText')}>
      <ButtonLink variant="default" to="/imports">
        {t('allImports')}
      </ButtonLink>
    </Empty>
  )
}

function Loaded({ record }: { record: Import }) {
  const { state } = useUrlState()
  // Whoever has seen the check may go back to the columns; the address says so, so that back works.
  const isBack = record.state === 'checked' && state['step'] === 'columns'
  const step = isBack ? 'columns' : stepOf(record)
  return (
    <>
      <PageHeader title={t('importTitle', { many: resourceTitle(record.resource).toLowerCase() })}>
        <TextLink size="sm" to="/imports">
          {t('allImports')}
        </TextLink>
      </PageHeader>
      <ImportSteps now={step} isOver={['finished', 'undoing', 'undo_stopped', 'undone'].includes(record.state)} />
      <PageBody>
        <ImportFacts record={record} />
        {step === 'columns' ? <ColumnsStep record={record} /> : <Step record={record} />}
      </PageBody>
    </>
  )
}

function stepOf({ state }: Import): ImportStep {
  if (state === 'reading' || state === 'unreadable') return 'file'
  if (state === 'uploaded') return 'columns'
  return state === 'checking' || state === 'checked' ? 'check' : 'import'
}

function Step({ record }: { record: Import }) {
  switch (record.state) {
    case 'unreadable':
      return <UnreadableStep record={record} />
    case 'checked':
      return <CheckStep record={record} />
    case 'reading':
    case 'checking':
    case 'running':
    case 'undoing':
      // Each kind of work has a pace of its own.
      return <WorkStep key={record.state} record={record} />
    default:
      return <ResultStep record={record} />
  }
}

function Waiting() {
  return (
    <Stack p="var(--gw-page-padding)" gap="md" aria-busy>
      <Skeleton h={26} w={220} />
      <Skeleton h={22} w={360} mb="md" />
      <Skeleton h={260} radius={8} maw={860} />
    </Stack>
  )
}
