import type { AuditEntry } from '@groundwork/contract/platform/audit.ts'

/** Where the console shows a record of this type; what has no page of its own has no entry. */
const PLACES: Record<string, (id: string) => { to: string; search?: Record<string, string> }> = {
  'office.customers': (id) => ({ to: `/customers/${id}` }),
  'waste.bins': (id) => ({ to: `/waste/bins/${id}` }),
  'office.tasks': (id) => ({ to: `/tasks/${id}` }),
  'office.imports': (id) => ({ to: `/imports/${id}` }),
  'office.export-schedules': (id) => ({ to: '/exports/schedules', search: { open: id } }),
  'office.import-mappings': (id) => ({ to: '/imports/mappings', search: { open: id } }),
  'office.exports': (id) => ({ to: '/exports', search: { open: id } }),
  'office.messages': (id) => ({ to: '/messages', search: { open: id } }),
  'office.message-templates': () => ({ to: '/messages/templates' }),
  'office.message-settings': () => ({ to: '/settings/messages' }),
  'office.automations': (id) => ({ to: `/automations/${id}` }),
  'platform.users': (id) => ({ to: '/settings/users', search: { open: id } }),
  'platform.api-keys': (id) => ({ to: `/settings/api-keys/${id}` }),
  'platform.support': (id) => ({ to: '/settings/support', search: { open: id } }),
  'platform.webhooks': (id) => ({ to: `/settings/webhooks/${id}` }),
  'platform.files': (id) => ({ to: '/settings/files', search: { open: id } }),
  'platform.tags': () => ({ to: '/settings/tags' }),
  'platform.jobs': (id) => ({ to: '/settings/jobs', search: { open: id } }),
  'platform.tenant': () => ({ to: '/settings/business' }),
}

export function placeOf({ resource, action }: AuditEntry) {
  // Sign-ins are about an account, which is not the membership that the people's page shows.
  if (!resource || action.startsWith('auth.')) return undefined
  return PLACES[resource.type]?.(resource.id)
}

export const RESOURCE_TYPES = Object.keys(PLACES)
