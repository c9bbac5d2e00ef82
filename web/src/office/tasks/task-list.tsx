import { type Task, TaskList } from '@groundwork/contract/office/tasks.ts'
import { faceColumn } from '#kit/list/face-cell.tsx'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { ListView } from '#kit/list/list-view.ts'
import { When } from '#ui/format/when.tsx'
import { DueOn, TaskPlace, TaskState } from './task-parts.tsx'
import { STATE_OPTIONS, taskWord } from './task-words.ts'
import { tasks } from './tasks.resource.ts'
import { t } from './tasks.text.ts'

/** Mine stand first among the tabs: which those are depends on who looks. */
export function taskListFor(userId: string): ListView<Task> {
  return {
    resource: tasks,
    shape: TaskList,
    columns: [
      faceColumn(tasks, t('task'), 'title'),
      { key: 'state', title: t('state'), width: 140, cell: ({ state }) => <TaskState state={state} /> },
      { key: 'dueOn', title: t('due'), sort: 'dueOn', width: 200, cell: (task) => <DueOn task={task} /> },
      { key: 'assignee', title: t('assignee'), width: 160, cell: ({ assignee }) => assignee?.name ?? t('nobody') },
      { key: 'recordId', title: t('on'), width: 190, cell: (task) => <TaskPlace {...task} /> },
      {
        key: 'createdAt',
        title: t('created'),
        sort: 'createdAt',
        width: 130,
        isHiddenAtFirst: true,
        cell: ({ createdAt }) => <When value={createdAt} />,
      },
    ],
    filters: filterFields(TaskList, { labels: { state: t('state'), created: t('created') }, wordOf: taskWord }),
    presets: [
      { label: t('mine'), query: { assigneeId: userId, state: 'open,in_progress' } },
      { label: t('allOpen'), query: { state: 'open,in_progress' } },
    ],
    bulkFields: [{ field: 'state', label: t('setState'), options: STATE_OPTIONS, valueOf: ({ state }) => state }],
    cardOf: (task) => (
      <>
        <TaskState state={task.state} />
        {task.dueOn && <DueOn task={task} />}
      </>
    ),
  }
}
