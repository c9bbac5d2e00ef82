import { fromContract } from '#ui/text/text.ts'

// What the API calls `waste.bins`, people call "Bins". Made from the name, so that a new resource needs no entry here.

/** Where the word for people is another than the one in the name. */
const TITLES: Record<string, string> = {
  'platform.tenant': 'Business',
  'platform.users': 'People',
  'platform.api-keys': 'API keys',
  'platform.support': 'Support access',
  'platform.roles': 'Roles',
  'platform.sign-in': 'Single sign-on',
  'platform.sign-in-provider': 'Single sign-on',
  'platform.webhooks': 'Webhooks',
  'platform.audit': 'Audit trail',
  'platform.events': 'Event log',
  'platform.views': 'Saved views',
}

export function resourceTitle(resource: string): string {
  const word = (resource.split('.')[1] ?? resource).replaceAll('-', ' ')
  return fromContract(TITLES[resource] ?? word.charAt(0).toUpperCase() + word.slice(1))
}

/** The console's list of a resource stands where the API's does: modules under their name, the office at the root. */
export function resourceHref(resource: string): string {
  const [area, name] = resource.split('.')
  return area === 'office' ? `/${name}` : `/${area}/${name}`
}
