import {
  IconBuilding,
  IconHistory,
  IconKey,
  IconMail,
  IconStack2,
  IconUserShield,
  IconUsers,
} from '@tabler/icons-react'
import type { PageEntry } from '#kit/page/page-entry.ts'

export const settingsPages: PageEntry[] = [
  {
    path: '/settings/business',
    title: 'Business',
    load: async () => (await import('./business/business-page.tsx')).BusinessPage,
    permission: 'platform.tenant.read',
    nav: { group: 'settings', icon: IconBuilding },
    keywords: 'company tenant address hours currency time zone modules',
  },
  {
    path: '/settings/users',
    title: 'People',
    load: async () => (await import('./users/user-list-page.tsx')).UserListPage,
    permission: 'platform.users.read',
    nav: { group: 'settings', icon: IconUsers },
    keywords: 'users members team invite roles permissions',
  },
  {
    path: '/settings/users/roles',
    title: 'Roles',
    load: async () => (await import('./users/roles-page.tsx')).RolesPage,
    keywords: 'permissions rights matrix may access',
  },
  {
    path: '/settings/security',
    title: 'Profile and security',
    load: async () => (await import('./security/security-page.tsx')).SecurityPage,
    nav: { group: 'settings', icon: IconUserShield },
    keywords: 'account notifications password second factor totp sessions devices time zone language',
  },
  {
    path: '/settings/api-keys',
    title: 'API keys',
    load: async () => (await import('./api-keys/api-key-list-page.tsx')).ApiKeyListPage,
    permission: 'platform.api-keys.read',
    nav: { group: 'settings', icon: IconKey },
    keywords: 'integration developer token curl',
  },
  {
    path: '/settings/api-keys/new',
    title: 'Make an API key',
    load: async () => (await import('./api-keys/api-key-create-page.tsx')).ApiKeyCreatePage,
    permission: 'platform.api-keys.create',
  },
  {
    path: '/settings/audit',
    title: 'Audit',
    load: async () => (await import('./audit/audit-page.tsx')).AuditPage,
    permission: 'platform.audit.read',
    nav: { group: 'settings', icon: IconHistory },
    keywords: 'trail history log who changed security',
  },
  {
    path: '/settings/jobs',
    title: 'Jobs',
    load: async () => (await import('./jobs/jobs-page.tsx')).JobsPage,
    nav: { group: 'settings', icon: IconStack2 },
    keywords: 'queue background work failed retry',
  },
  {
    path: '/settings/outbox',
    title: 'Outbox',
    load: async () => (await import('./outbox/outbox-page.tsx')).OutboxPage,
    permission: 'platform.outbox.read',
    nav: { group: 'settings', icon: IconMail },
    keywords: 'mails letters sent invitations',
  },
]
