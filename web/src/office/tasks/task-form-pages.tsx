import { CreatePage } from '#kit/form/create-page.tsx'
import { EditPage } from '#kit/form/edit-page.tsx'
import { useMe } from '#kit/session/session.ts'
import { taskForm } from './task-form.tsx'
import { tasks } from './tasks.resource.ts'

export function TaskCreatePage() {
  const { user } = useMe()
  return <CreatePage resource={tasks} view={taskForm} initial={{ state: 'open', assigneeId: user.id }} />
}

export function TaskEditPage() {
  return <EditPage resource={tasks} view={taskForm} />
}
