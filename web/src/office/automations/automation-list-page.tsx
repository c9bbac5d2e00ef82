import { ListPage } from '#kit/list/list-page.tsx'
import { automationList } from './automation-list.tsx'
import { t } from './automations.text.ts'

export function AutomationListPage() {
  return <ListPage view={automationList} title={t('title')} />
}
