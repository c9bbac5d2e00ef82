import type { Task } from '@groundwork/contract/office/tasks.ts'
import { IconChecklist } from '@tabler/icons-react'
import type { Resource } from '#kit/resource/resource.ts'
import { t } from './tasks.text.ts'

export const tasks: Resource<Task> = {
  name: 'office.tasks',
  path: 'tasks',
  href: '/tasks',
  event: 'task',
  icon: IconChecklist,
  one: t('one'),
  many: t('many'),
  expand: ['assignee'],
  permissions: {
    read: 'office.tasks.read',
    create: 'office.tasks.create',
    update: 'office.tasks.update',
    delete: 'office.tasks.delete',
    purge: 'office.tasks.purge',
  },
  titleOf: ({ title }) => title,
}
