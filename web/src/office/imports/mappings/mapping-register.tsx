import type { ImportMapping } from '@groundwork/contract/office/import-mappings.ts'
import { IconArrowsExchange } from '@tabler/icons-react'
import type { RegisterView } from '#kit/register/register-view.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { When } from '#ui/format/when.tsx'
import { MAPPINGS } from './mappings.api.ts'
import { t } from './mappings.text.ts'

export function mappingRegister(resources: readonly string[]): RegisterView<ImportMapping> {
  return {
    path: MAPPINGS,
    icon: IconArrowsExchange,
    many: t('many'),
    face: { title: t('name') },
    nameOf: ({ name }) => name,
    secondOf: ({ resource }) => resourceTitle(resource),
    columns: [
      {
        key: 'columns',
        title: t('columns'),
        width: 130,
        cell: ({ columns }) => t('columnCount', { count: columns.filter(({ field }) => field !== null).length }),
      },
      { key: 'used', title: t('used'), width: 150, cell: ({ usedAt }) => <When value={usedAt} /> },
      { key: 'by', title: t('by'), width: 160, cell: ({ createdBy }) => createdBy.name },
    ],
    cardOf: ({ resource, columns }) => (
      <>
        {resourceTitle(resource)} · {t('columnCount', { count: columns.length })}
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
    empty: { title: t('emptyTitle'), text: t('emptyText') },
  }
}
