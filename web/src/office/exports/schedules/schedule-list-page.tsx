import { RegisterPage } from '#kit/register/register-page.tsx'
import { ExportTabs } from '../export-tabs.tsx'
import { useExportable } from '../exportable.ts'
import { ListsToExport } from '../lists-to-export.tsx'
import { ScheduleDetail } from './schedule-detail.tsx'
import { scheduleRegister } from './schedule-register.tsx'
import { t } from './schedules.text.ts'

export function ScheduleListPage() {
  const resources = useExportable()
  return (
    <RegisterPage
      view={scheduleRegister(resources)}
      title={t('title')}
      emptyAction={<ListsToExport />}
      detail={(schedule) => <ScheduleDetail schedule={schedule} />}
    >
      <ExportTabs />
    </RegisterPage>
  )
}
