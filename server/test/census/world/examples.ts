import { RESOURCES } from '#app'
import type { Route } from '#platform/http/route.ts'
import type { Business } from './business.ts'
import { CUSTOM_FIELD_EXAMPLES } from './custom-field-examples.ts'
import { FILE_EXAMPLES, ON_RECORD_EXAMPLES, TAG_EXAMPLES } from './files-examples.ts'
import {
  ACCOUNT_EXAMPLES,
  API_KEY_EXAMPLES,
  OUTBOX_EXAMPLES,
  PASSKEY_EXAMPLES,
  PEOPLE_EXAMPLES,
  SECOND_FACTOR_EXAMPLES,
  SESSION_EXAMPLES,
  SUPPORT_EXAMPLES,
  TENANT_EXAMPLES,
} from './identity-examples.ts'
import { MESSAGE_EXAMPLES } from './message-examples.ts'
import {
  AUTOMATION_EXAMPLES,
  EXPORT_EXAMPLES,
  IMPORT_EXAMPLES,
  MAPPING_EXAMPLES,
  OFFICE_EXAMPLES,
  SCHEDULE_EXAMPLES,
} from './office-examples.ts'
import { PLATFORM_EXAMPLES } from './platform-examples.ts'
import { PROVIDER_EXAMPLES } from './provider-examples.ts'
import { nameOf, type Request } from './request.ts'
import { resourceExamples } from './resource-examples.ts'
import { WASTE_EXAMPLES } from './waste-examples.ts'
import { WEBHOOK_EXAMPLES } from './webhook-examples.ts'

/** Makes what a route needs and answers a request that succeeds. Every call makes everything anew. */
export type Example = (business: Business) => Promise<Request>
/** By `METHOD /path`. */
export type Examples = Record<string, Example>

/**
 * One valid request per route: what the census knows about the product besides its route table. A route without one fails
 * the census by name, and so does one whose example leaves out a field that takes an id.
 */
export const EXAMPLES: Examples = {
  ...Object.assign({}, ...RESOURCES.map(resourceExamples)),
  ...ACCOUNT_EXAMPLES,
  ...SESSION_EXAMPLES,
  ...SECOND_FACTOR_EXAMPLES,
  ...PASSKEY_EXAMPLES,
  ...PROVIDER_EXAMPLES,
  ...PEOPLE_EXAMPLES,
  ...TENANT_EXAMPLES,
  ...API_KEY_EXAMPLES,
  ...SUPPORT_EXAMPLES,
  ...OUTBOX_EXAMPLES,
  ...PLATFORM_EXAMPLES,
  ...OFFICE_EXAMPLES,
  ...IMPORT_EXAMPLES,
  ...MAPPING_EXAMPLES,
  ...EXPORT_EXAMPLES,
  ...FILE_EXAMPLES,
  ...ON_RECORD_EXAMPLES,
  ...TAG_EXAMPLES,
  ...CUSTOM_FIELD_EXAMPLES,
  ...SCHEDULE_EXAMPLES,
  ...MESSAGE_EXAMPLES,
  ...AUTOMATION_EXAMPLES,
  ...WASTE_EXAMPLES,
  ...WEBHOOK_EXAMPLES,
}

export function exampleOf(route: Route): Example {
  const example = EXAMPLES[nameOf(route)]
  if (example) return example
  throw new Error(
    `${nameOf(route)} has no example: add one to server/test/census/world, so that the census can call it`,
  )
}
