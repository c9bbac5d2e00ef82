import type { Tenant } from '@groundwork/contract/platform/tenants.ts'
import { IconBuilding } from '@tabler/icons-react'
import type { Resource } from '#kit/resource/resource.ts'
import { t } from './business.text.ts'

/** The one that people work in. */
export const business: Resource<Tenant> = {
  name: 'platform.tenant',
  path: 'tenant',
  isSingle: true,
  href: '/settings/business',
  event: 'tenant',
  icon: IconBuilding,
  one: t('one'),
  many: t('title'),
  expand: [],
  permissions: {
    read: 'platform.tenant.read',
    create: 'platform.tenant.update',
    update: 'platform.tenant.update',
    delete: 'platform.tenant.update',
    purge: 'platform.tenant.update',
  },
  titleOf: ({ name }) => name,
}
