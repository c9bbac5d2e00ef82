import type { Customer } from '@groundwork/contract/office/customers.ts'
import type { Permission } from '@groundwork/contract/permissions.ts'
import type { DetailTab } from '#kit/detail/detail-view.ts'
import type { Module } from '#kit/page/page-entry.ts'

export interface CustomerTab extends DetailTab<Customer> {
  module: Module
  permission: Permission
}

/** What modules show on a customer's page; filled in app/module-ports.tsx, so that the office knows no module. */
export const customerTabs: CustomerTab[] = []
