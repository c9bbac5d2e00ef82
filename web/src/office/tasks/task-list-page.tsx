import { useMemo } from 'react'
import { ListPage } from '#kit/list/list-page.tsx'
import { useMe } from '#kit/session/session.ts'
import { ListFiles } from '#office/exports/list-files.tsx'
import { taskListFor } from './task-list.tsx'
import { t } from './tasks.text.ts'

export function TaskListPage() {
  const { user } = useMe()
  const view = useMemo(() => taskListFor(user.id), [user.id])
  return <ListPage view={view} title={t('title')} actions={<ListFiles view={view} />} />
}
