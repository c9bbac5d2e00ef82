import { resourceOf } from '../permissions/permission-groups.ts'

/** Lists that a reader can try first, by the permission they need. */
const LISTS: Record<string, string> = {
  'office.customers': '/api/customers?limit=3',
  'waste.bins': '/api/waste/bins?limit=3',
  'platform.users': '/api/users?limit=3',
  'platform.audit': '/api/audit?limit=3',
  'platform.jobs': '/api/jobs?limit=3',
}

/** A command that works as it stands: it asks for something that this key may see. */
export function curlExample(origin: string, key: string, permissions: readonly string[]): string {
  const readable = permissions.filter((name) => name.endsWith('.read')).map(resourceOf)
  const path = readable.map((resource) => LISTS[resource]).find((found) => found !== undefined) ?? '/api/auth/session'
  return `curl '${origin}${path}' \\\n  -H 'Authorization: Bearer ${key}'`
}
