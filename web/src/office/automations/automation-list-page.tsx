import { Button } from '@mantine/core'
import { IconListDetails } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ListPage } from '#kit/list/list-page.tsx'
import { ListFiles } from '#office/exports/list-files.tsx'
import { automationList } from './automation-list.tsx'
import { t } from './automations.text.ts'

export function AutomationListPage() {
  return <ListPage view={automationList} title={t('title')} actions={<Actions />} />
}

function Actions() {
  return (
    <>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/automations/runs" {...props} />}
        leftSection={<IconListDetails size={16} stroke={1.7} aria-hidden />}
      >
        {t('runs')}
      </Button>
      <ListFiles view={automationList} />
    </>
  )
}
