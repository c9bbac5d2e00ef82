import { IconAddressBook, IconChecklist, IconMessage, IconTableExport, IconTableImport } from '@tabler/icons-react'
import type { PageEntry } from '#kit/page/page-entry.ts'
import { EXPORT_PERMISSIONS } from './exports/exportable.ts'
import { IMPORT_PERMISSIONS } from './imports/importable.ts'
import { DueBadge } from './tasks/due-badge.tsx'

export const officePages: PageEntry[] = [
  {
    path: '/customers',
    title: 'Customers',
    load: async () => (await import('./customers/customer-list-page.tsx')).CustomerListPage,
    permission: 'office.customers.read',
    nav: { group: 'office', icon: IconAddressBook, onPhoneBar: true },
    keywords: 'clients businesses people addresses',
  },
  {
    path: '/customers/new',
    title: 'New customer',
    load: async () => (await import('./customers/customer-form-pages.tsx')).CustomerCreatePage,
    permission: 'office.customers.create',
  },
  {
    path: '/customers/$id',
    title: 'Customer',
    load: async () => (await import('./customers/customer-detail-page.tsx')).CustomerDetailPage,
    permission: 'office.customers.read',
  },
  {
    path: '/customers/$id/edit',
    title: 'Edit customer',
    load: async () => (await import('./customers/customer-form-pages.tsx')).CustomerEditPage,
    permission: 'office.customers.update',
  },
  {
    path: '/messages',
    title: 'Messages',
    load: async () => (await import('./messages/message-list-page.tsx')).MessageListPage,
    permission: 'office.messages.read',
    nav: { group: 'office', icon: IconMessage },
    keywords: 'mails sms texts sent delivered notifications',
  },
  {
    path: '/messages/templates',
    title: 'Message templates',
    load: async () => (await import('./messages/templates/template-list-page.tsx')).TemplateListPage,
    permission: 'office.message-templates.read',
    keywords: 'mails sms welcome letters words variables',
  },
  {
    path: '/messages/templates/edit',
    title: 'Template',
    load: async () => (await import('./messages/templates/template-page.tsx')).TemplatePage,
    permission: 'office.message-templates.read',
  },
  {
    path: '/tasks',
    title: 'Tasks',
    load: async () => (await import('./tasks/task-list-page.tsx')).TaskListPage,
    permission: 'office.tasks.read',
    nav: { group: 'office', icon: IconChecklist, badge: DueBadge },
    keywords: 'to do due assigned my',
  },
  {
    path: '/tasks/new',
    title: 'New task',
    load: async () => (await import('./tasks/task-form-pages.tsx')).TaskCreatePage,
    permission: 'office.tasks.create',
  },
  {
    path: '/tasks/$id',
    title: 'Task',
    load: async () => (await import('./tasks/task-detail-page.tsx')).TaskDetailPage,
    permission: 'office.tasks.read',
  },
  {
    path: '/tasks/$id/edit',
    title: 'Edit task',
    load: async () => (await import('./tasks/task-form-pages.tsx')).TaskEditPage,
    permission: 'office.tasks.update',
  },
  {
    path: '/imports',
    title: 'Imports',
    load: async () => (await import('./imports/import-list-page.tsx')).ImportListPage,
    anyPermission: IMPORT_PERMISSIONS,
    nav: { group: 'office', icon: IconTableImport },
    keywords: 'csv excel xlsx spreadsheet upload bring',
  },
  {
    path: '/imports/new',
    title: 'Import a file',
    load: async () => (await import('./imports/new-import-page.tsx')).NewImportPage,
    anyPermission: IMPORT_PERMISSIONS,
  },
  {
    path: '/imports/mappings',
    title: 'Saved mappings',
    load: async () => (await import('./imports/mappings/mapping-list-page.tsx')).MappingListPage,
    anyPermission: IMPORT_PERMISSIONS,
    keywords: 'columns headers template import',
  },
  {
    path: '/imports/$id',
    title: 'Import',
    load: async () => (await import('./imports/import-page.tsx')).ImportPage,
    anyPermission: IMPORT_PERMISSIONS,
  },
  {
    path: '/exports',
    title: 'Exports',
    load: async () => (await import('./exports/export-list-page.tsx')).ExportListPage,
    anyPermission: EXPORT_PERMISSIONS,
    nav: { group: 'office', icon: IconTableExport },
    keywords: 'csv excel xlsx pdf json download file',
  },
  {
    path: '/exports/schedules',
    title: 'Scheduled exports',
    load: async () => (await import('./exports/schedules/schedule-list-page.tsx')).ScheduleListPage,
    anyPermission: EXPORT_PERMISSIONS,
    keywords: 'report mail daily weekly monthly repeat',
  },
]
