import type { Customer } from '@groundwork/contract/office/customers.ts'
import { IconAddressBook } from '@tabler/icons-react'
import type { Resource } from '#kit/resource/resource.ts'
import { t } from './customers.text.ts'

export const customers: Resource<Customer> = {
  name: 'office.customers',
  path: 'customers',
  href: '/customers',
  event: 'customer',
  icon: IconAddressBook,
  one: t('one'),
  many: t('many'),
  expand: [],
  permissions: {
    read: 'office.customers.read',
    create: 'office.customers.create',
    update: 'office.customers.update',
    delete: 'office.customers.delete',
    purge: 'office.customers.purge',
  },
  empty: { contacts: [], tags: [], notificationPreferences: { sms: false, email: false, push: false } },
  titleOf: (customer) => customer.name,
  subtitleOf: ({ serviceAddress }) =>
    serviceAddress ? [serviceAddress.street, serviceAddress.city].join(', ') : undefined,
}
