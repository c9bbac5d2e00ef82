import { FILE_KINDS, FileList, type StoredFile } from '@groundwork/contract/platform/files.ts'
import { IconFiles } from '@tabler/icons-react'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { RegisterView } from '#kit/register/register-view.ts'
import { fileSizeWords } from '#ui/format/file-size.ts'
import { useRegion } from '#ui/format/region.tsx'
import { When } from '#ui/format/when.tsx'
import { t } from './files.text.ts'

export const fileRegister: RegisterView<StoredFile> = {
  path: 'files',
  icon: IconFiles,
  many: t('many'),
  face: { title: t('name'), sort: 'name' },
  nameOf: ({ name }) => name,
  columns: [
    { key: 'kind', title: t('kind'), width: 120, cell: ({ kind }) => kindWord(kind) },
    {
      key: 'sizeBytes',
      title: t('size'),
      sort: 'sizeBytes',
      width: 110,
      align: 'right',
      cell: ({ sizeBytes }) => <Size bytes={sizeBytes} />,
    },
    { key: 'by', title: t('by'), width: 180, cell: ({ createdByName }) => createdByName },
    {
      key: 'createdAt',
      title: t('at'),
      sort: 'createdAt',
      width: 140,
      cell: ({ createdAt }) => <When value={createdAt} />,
    },
  ],
  cardOf: ({ kind, sizeBytes, createdByName }) => (
    <>
      {kindWord(kind)} · <Size bytes={sizeBytes} /> · {createdByName}
    </>
  ),
  filters: filterFields(FileList, { labels: { kind: t('kind') }, wordOf: (_, value) => kindWord(value) }),
  isSearchable: true,
  defaultSort: FileList.defaultSort,
  events: ['attachment'],
  isMoving: ({ state }) => state === 'preparing',
  canGetOne: true,
  empty: { title: t('emptyTitle'), text: t('emptyText') },
}

export function Size({ bytes }: { bytes: number }) {
  const { locale } = useRegion()
  return fileSizeWords(bytes, locale)
}

export function kindWord(value: string): string {
  const kind = FILE_KINDS.find((known) => known === value)
  return kind ? t(`kind_${kind}`) : value
}
