import type { Export } from '@groundwork/contract/office/exports.ts'
import { Alert, Group, Stack } from '@mantine/core'
import { complain } from '#kit/api/complain.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { Facts } from '#ui/facts.tsx'
import { Quantity } from '#ui/format/amounts.tsx'
import { When } from '#ui/format/when.tsx'
import { JobProgress } from '#ui/job-progress.tsx'
import { CopyLinkButton } from './copy-link-button.tsx'
import { DownloadButton } from './download-button.tsx'
import { Size } from './export-register.tsx'
import { isMoving, useCancelExport } from './exports.api.ts'
import { t } from './exports.text.ts'

export function ExportDetail({ made }: { made: Export }) {
  const cancel = useCancelExport()
  const { state, progress, problem, jobId } = made
  return (
    <Stack gap="lg">
      {state === 'finished' && (
        <Group>
          <DownloadButton made={made} />
          <CopyLinkButton id={made.id} />
        </Group>
      )}
      {problem && (
        <Alert color="red" variant="light">
          {problem}
        </Alert>
      )}
      {isMoving(made) && progress && <JobProgress label={t('making')} {...progress} />}
      <Facts facts={factsOf(made)} />
      {isMoving(made) && (
        <div>
          <ConfirmButton
            question={t('cancelQuestion')}
            confirmLabel={t('cancel')}
            position="bottom-start"
            loading={cancel.isPending}
            onConfirm={() => cancel.mutate(jobId, { onError: complain })}
          >
            {t('cancel')}
          </ConfirmButton>
        </div>
      )}
    </Stack>
  )
}

function factsOf({
  resource,
  format,
  query,
  selected,
  columns,
  rows,
  sizeBytes,
  sha256,
  createdBy,
  createdAt,
  finishedAt,
  expiresAt,
}: Export) {
  const filters = Object.entries(query).map(([name, value]) => `${name} ${value}`)
  if (selected !== null) filters.push(t('selected', { count: selected }))
  return [
    { label: t('resource'), value: resourceTitle(resource) },
    { label: t('format_label'), value: t(`format_${format}`) },
    { label: t('filters'), value: filters.join(', ') || t('noFilters') },
    { label: t('columns'), value: t('columnCount', { count: columns.length }) },
    { label: t('rows'), value: <Quantity value={rows} /> },
    { label: t('size'), value: <Size bytes={sizeBytes} /> },
    { label: t('by'), value: createdBy.name },
    { label: t('when'), value: <When value={createdAt} as="exact" /> },
    { label: t('finished'), value: <When value={finishedAt} as="exact" /> },
    { label: t('expires'), value: <When value={expiresAt} as="exact" /> },
    { label: t('checksum'), value: sha256 && <code>{sha256}</code> },
  ]
}
