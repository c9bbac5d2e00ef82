import { IconAddressBook, IconBolt, IconTableExport, IconTableImport } from '@tabler/icons-react'
import type { PageEntry } from '#kit/page/page-entry.ts'
import { EXPORT_PERMISSIONS } from './exports/exportable.ts'
import { IMPORT_PERMISSIONS } from './imports/importable.ts'

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
    keywords: 'csv excel xlsx download file',
  },
  {
    path: '/automations',
    title: 'Automations',
    load: async () => (await import('./automations/automation-list-page.tsx')).AutomationListPage,
    permission: 'office.automations.read',
    nav: { group: 'office', icon: IconBolt },
    keywords: 'rules workflows triggers when then',
  },
  {
    path: '/automations/new',
    title: 'New automation',
    load: async () => (await import('./automations/automation-editor-pages.tsx')).AutomationCreatePage,
    permission: 'office.automations.create',
  },
  {
    path: '/automations/$id',
    title: 'Automation',
    load: async () => (await import('./automations/automation-detail-page.tsx')).AutomationDetailPage,
    permission: 'office.automations.read',
  },
  {
    path: '/automations/$id/edit',
    title: 'Edit automation',
    load: async () => (await import('./automations/automation-editor-pages.tsx')).AutomationEditPage,
    permission: 'office.automations.update',
  },
]
