import { IconAddressBook } from '@tabler/icons-react'
import type { PageEntry } from '#kit/page/page-entry.ts'

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
]
