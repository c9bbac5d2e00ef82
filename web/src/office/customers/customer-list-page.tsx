import { ListPage } from '#kit/list/list-page.tsx'
import { ExportSelection } from '#office/exports/export-selection.tsx'
import { ListFiles } from '#office/exports/list-files.tsx'
import { customerList } from './customer-list.tsx'
import { t } from './customers.text.ts'

export function CustomerListPage() {
  return (
    <ListPage
      view={customerList}
      title={t('title')}
      actions={<ListFiles view={customerList} />}
      selectionActions={(records) => <ExportSelection view={customerList} records={records} />}
    />
  )
}
