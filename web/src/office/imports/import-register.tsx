import { IMPORT_STATES, type ImportSummary } from '@groundwork/contract/office/imports.ts'
import { IconTableImport } from '@tabler/icons-react'
import type { RegisterView } from '#kit/register/register-view.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { Quantity } from '#ui/format/amounts.tsx'
import { When } from '#ui/format/when.tsx'
import { ImportStateBadge } from './import-state.tsx'
import { IMPORTS, isMoving } from './imports.api.ts'
import { t } from './imports.text.ts'

export function importRegister(resources: readonly string[]): RegisterView<ImportSummary> {
  return {
    path: IMPORTS,
    icon: IconTableImport,
    many: t('many'),
    face: { title: t('file') },
    nameOf: ({ fileName }) => fileName,
    secondOf: ({ resource }) => resourceTitle(resource),
    columns: [
      { key: 'state', title: t('state'), width: 160, cell: ({ state }) => <ImportStateBadge state={state} /> },
      { key: 'rows', title: t('rows'), width: 90, align: 'right', cell: ({ rows }) => <Quantity value={rows} /> },
      { key: 'result', title: t('result'), width: 260, cell: resultWords },
      { key: 'by', title: t('by'), width: 150, cell: ({ createdBy }) => createdBy.name },
      { key: 'when', title: t('when'), width: 130, cell: ({ createdAt }) => <When value={createdAt} /> },
    ],
    cardOf: (row) => (
      <>
        <ImportStateBadge state={row.state} /> {resourceTitle(row.resource)} · <When value={row.createdAt} />
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
      {
        kind: 'choice',
        key: 'state',
        label: t('state'),
        options: IMPORT_STATES.map((value) => ({ value, label: t(`state_${value}`) })),
      },
    ],
    events: ['import', 'job'],
    isMoving,
    hrefOf: ({ id }) => `/imports/${id}`,
    empty: { title: t('emptyTitle'), text: t('emptyText') },
  }
}

function resultWords({ state, created, updated, failed }: ImportSummary): string {
  return state === 'reading' || state === 'unreadable' || state === 'uploaded'
    ? ''
    : t('counts', { created, updated, failed })
}
