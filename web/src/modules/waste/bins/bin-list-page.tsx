import { ListPage } from '#kit/list/list-page.tsx'
import { ExportSelection } from '#office/exports/export-selection.tsx'
import { ListFiles } from '#office/exports/list-files.tsx'
import { binList } from './bin-list.tsx'
import { t } from './bins.text.ts'
import { ScanBox } from './scan-box.tsx'

export function BinListPage() {
  return (
    <ListPage
      view={binList}
      title={t('title')}
      actions={
        <>
          <ScanBox />
          <ListFiles view={binList} />
        </>
      }
      selectionActions={(records) => <ExportSelection view={binList} records={records} />}
    />
  )
}
