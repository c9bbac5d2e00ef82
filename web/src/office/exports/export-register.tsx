import type { Export } from '@groundwork/contract/office/exports.ts'
import { IconTableExport } from '@tabler/icons-react'
import type { RegisterView } from '#kit/register/register-view.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { Quantity } from '#ui/format/amounts.tsx'
import { fileSizeWords } from '#ui/format/file-size.ts'
import { useRegion } from '#ui/format/region.tsx'
import { When } from '#ui/format/when.tsx'
import { DownloadButton } from './download-button.tsx'
import { ExportStateBadge } from './export-state.tsx'
import { EXPORTS, isMoving } from './exports.api.ts'
import { t } from './exports.text.ts'

export function exportRegister(resources: readonly string[]): RegisterView<Export> {
  return {
    path: EXPORTS,
    icon: IconTableExport,
    many: t('many'),
    face: { title: t('file') },
    nameOf: ({ fileName, resource, format }) => fileName ?? `${resourceTitle(resource)} (${format})`,
    secondOf: ({ fileName, resource }) => fileName && resourceTitle(resource),
    statusOf: ({ state }) => <ExportStateBadge state={state} />,
    columns: [
      { key: 'state', title: t('state'), width: 130, cell: ({ state }) => <ExportStateBadge state={state} /> },
      {
        key: 'rows',
        title: t('rows'),
        width: 100,
        align: 'right',
        cell: ({ rows, progress }) => <Quantity value={rows ?? progress?.done ?? null} />,
      },
      { key: 'size', title: t('size'), width: 90, align: 'right', cell: ({ sizeBytes }) => <Size bytes={sizeBytes} /> },
      { key: 'by', title: t('by'), width: 130, cell: ({ createdBy }) => createdBy.name },
      { key: 'when', title: t('when'), width: 130, cell: ({ createdAt }) => <When value={createdAt} /> },
      {
        key: 'expires',
        title: t('expires'),
        width: 190,
        cell: ({ expiresAt }) => <When value={expiresAt} as="exact" />,
      },
      {
        key: 'download',
        title: t('download'),
        width: 140,
        align: 'right',
        cell: (row) => row.state === 'finished' && <DownloadButton made={row} size="compact-xs" variant="default" />,
      },
    ],
    cardOf: (row) => (
      <>
        <ExportStateBadge state={row.state} /> {resourceTitle(row.resource)} · <When value={row.createdAt} />
      </>
    ),
    filters: [
      {
        kind: 'choice',
        key: 'resource',
        label: t('resource'),
        isSingle: true,
        options: resources.map((value) => ({ value, label: resourceTitle(value) })),
      },
    ],
    events: ['export', 'job'],
    isMoving,
    canGetOne: true,
    empty: { title: t('emptyTitle'), text: t('emptyText') },
  }
}

export function Size({ bytes }: { bytes: number | null }) {
  const { locale } = useRegion()
  return <span className="tabular">{bytes === null ? '—' : fileSizeWords(bytes, locale)}</span>
}
