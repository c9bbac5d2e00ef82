import { RegisterPage } from '#kit/register/register-page.tsx'
import { ExportDetail } from './export-detail.tsx'
import { exportRegister } from './export-register.tsx'
import { ExportTabs } from './export-tabs.tsx'
import { useExportable } from './exportable.ts'
import { t } from './exports.text.ts'
import { ListsToExport } from './lists-to-export.tsx'

export function ExportListPage() {
  const resources = useExportable()
  return (
    <RegisterPage
      view={exportRegister(resources)}
      title={t('title')}
      emptyAction={<ListsToExport />}
      detail={(made) => <ExportDetail made={made} />}
    >
      <ExportTabs />
    </RegisterPage>
  )
}
