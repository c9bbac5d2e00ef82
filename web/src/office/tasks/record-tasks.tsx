import type { Task } from '@groundwork/contract/office/tasks.ts'
import { Button, Checkbox, Group, Skeleton, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { TextLink } from '#kit/page/links.tsx'
import { ColleaguePicker } from '#kit/picker/colleague-picker.tsx'
import { recordHref } from '#kit/resource/resource.ts'
import { useChange, useCreate } from '#kit/resource/use-writes.ts'
import { useMay, useMe } from '#kit/session/session.ts'
import { Empty } from '#ui/empty.tsx'
import { toast } from '#ui/toast.tsx'
import classes from './record-tasks.module.css'
import { DueOn } from './task-parts.tsx'
import { useAssigneeName, useTasksOf } from './tasks.api.ts'
import { tasks } from './tasks.resource.ts'
import { t } from './tasks.text.ts'

interface RecordTasksProps {
  resource: string
  recordId: string
}

/** What has to be done about a record, with a line to add more. */
export function RecordTasks({ resource, recordId }: RecordTasksProps) {
  const may = useMay()
  const { data } = useTasksOf(recordId)
  if (!data) return <Skeleton h={120} />
  return (
    <Stack gap="md">
      {may('office.tasks.create') && <AddTask resource={resource} recordId={recordId} />}
      {data.rows.length === 0 && <Empty icon={tasks.icon} title={t('none')} text={t('noneText')} />}
      <ul className={classes.tasks}>
        {data.rows.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
    </Stack>
  )
}

function TaskLine({ task }: { task: Task }) {
  const change = useChange(tasks)
  const isDone = task.state === 'done'
  const handleToggle = () =>
    change.mutate({ base: task, body: { state: isDone ? 'open' : 'done' } }, { onError: complain })
  return (
    <li className={classes.task} data-done={isDone}>
      <Checkbox
        checked={isDone}
        disabled={!task.can?.['update'] || change.isPending}
        onChange={handleToggle}
        aria-label={t(isDone ? 'markOpen' : 'markDone', { name: task.title })}
      />
      <TextLink to={recordHref(tasks, task.id)} size="sm" className={classes.title ?? ''}>
        {task.title}
      </TextLink>
      <span className={classes.who}>{task.assignee?.name}</span>
      {task.dueOn && <DueOn task={task} />}
    </li>
  )
}

function AddTask({ resource, recordId }: RecordTasksProps) {
  const { user } = useMe()
  const create = useCreate(tasks)
  const [title, setTitle] = useState('')
  const [dueOn, setDueOn] = useState('')
  const [assigneeId, setAssigneeId] = useState<string | null>(user.id)
  const name = useAssigneeName(assigneeId)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (title.trim() === '') return
    create.mutate(
      { title: title.trim(), dueOn: dueOn || null, assigneeId, resource, recordId },
      {
        onError: complain,
        onSuccess: () => {
          setTitle('')
          setDueOn('')
          toast({ message: t('added') })
        },
      },
    )
  }
  return (
    <form onSubmit={handleSubmit}>
      <fieldset disabled={create.isPending} className={classes.add} aria-label={t('addTitle')}>
        <TextInput
          className={classes.what ?? ''}
          label={t('task')}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <ColleaguePicker label={t('assignee')} value={assigneeId} onChange={setAssigneeId} chosenName={name} />
        <TextInput
          type="date"
          label={t('due')}
          value={dueOn}
          onChange={(event) => setDueOn(event.currentTarget.value)}
        />
        <Group align="end">
          <Button type="submit" variant="default" disabled={title.trim() === ''}>
            {t('add')}
          </Button>
        </Group>
      </fieldset>
    </form>
  )
}
