import type { Task } from '@groundwork/contract/office/tasks.ts'
import { DetailPage } from '#kit/detail/detail-page.tsx'
import type { DetailView } from '#kit/detail/detail-view.ts'
import { When } from '#ui/format/when.tsx'
import { taskForm } from './task-form.tsx'
import { DueOn, TaskPlace, TaskState } from './task-parts.tsx'
import { tasks } from './tasks.resource.ts'
import { t } from './tasks.text.ts'

const view: DetailView<Task> = {
  resource: tasks,
  form: taskForm,
  status: ({ state }) => <TaskState state={state} />,
  facts: (task) => [
    { label: t('due'), value: <DueOn task={task} /> },
    { label: t('assignee'), value: task.assignee?.name ?? t('nobody') },
    { label: t('on'), value: <TaskPlace {...task} /> },
    ...(task.doneAt ? [{ label: t('doneAt'), value: <When value={task.doneAt} as="exact" /> }] : []),
    { label: t('notes'), value: task.notes && <span style={{ whiteSpace: 'pre-wrap' }}>{task.notes}</span> },
  ],
}

export function TaskDetailPage() {
  return <DetailPage view={view} />
}
