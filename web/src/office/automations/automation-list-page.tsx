import { ListPage } from '#kit/list/list-page.tsx'
import { ListFiles } from '#office/exports/list-files.tsx'
import { automationList } from './automation-list.tsx'
import { t } from './automations.text.ts'

export function AutomationListPage() {
  return <ListPage view={automationList} title={t('title')} actions={<ListFiles view={automationList} />} />
}
