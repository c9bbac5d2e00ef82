import { lazy, Suspense } from 'react'
import { recordTabs } from '#kit/detail/record-tabs.ts'
import { knowResource } from '#kit/resource/known-resources.ts'
import { bins } from '#modules/waste/bins/bins.resource.ts'
import { t as binText } from '#modules/waste/bins/bins.text.ts'
import { customerTabs } from '#office/customer-tabs.ts'
import { customers } from '#office/customers/customers.resource.ts'
import { tasks } from '#office/tasks/tasks.resource.ts'
import { t as taskText } from '#office/tasks/tasks.text.ts'

// What modules add to pages of the office. Only this file knows both sides.

const CustomerBins = lazy(async () => ({
  default: (await import('#modules/waste/bins/customer-bins.tsx')).CustomerBins,
}))

const RecordTasks = lazy(async () => ({
  default: (await import('#office/tasks/record-tasks.tsx')).RecordTasks,
}))

export function fillModulePorts(): void {
  knowResource(customers)
  knowResource(bins)
  knowResource(tasks)
  recordTabs.push({
    key: 'tasks',
    label: taskText('title'),
    permission: 'office.tasks.read',
    content: (resource, recordId) => (
      <Suspense>
        <RecordTasks resource={resource} recordId={recordId} />
      </Suspense>
    ),
  })
  customerTabs.push({
    key: 'bins',
    label: binText('title'),
    module: 'waste',
    permission: 'waste.bins.read',
    content: (customer) => (
      <Suspense>
        <CustomerBins customer={customer} />
      </Suspense>
    ),
  })
}
