import { CreateTask, UpdateTask } from '@groundwork/contract/office/tasks.ts'
import { TextInput } from '@mantine/core'
import type { CustomInputProps, FormView } from '#kit/form/form-view.ts'
import { ColleaguePicker } from '#kit/picker/colleague-picker.tsx'
import { taskWord } from './task-words.ts'
import { useAssigneeName } from './tasks.api.ts'
import { t } from './tasks.text.ts'

export const taskForm: FormView = {
  create: CreateTask,
  update: UpdateTask,
  wordOf: taskWord,
  inputs: { dueOn: DueInput, assigneeId: AssigneeInput },
  groups: [
    { title: t('groupWhat'), rows: ['title', ['assigneeId', 'dueOn']] },
    { title: t('groupMore'), rows: ['state', 'notes'] },
  ],
}

function DueInput({ spec, form }: CustomInputProps) {
  const { value, onChange, error } = form.getInputProps(spec.path)
  return (
    <TextInput
      type="date"
      label={t('due')}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      data-path={spec.path}
    />
  )
}

function AssigneeInput({ spec, form }: CustomInputProps) {
  const { value, onChange, error } = form.getInputProps(spec.path)
  const name = useAssigneeName(value || null)
  return (
    <ColleaguePicker
      label={t('assignee')}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      chosenName={name}
      error={error}
      path={spec.path}
    />
  )
}
