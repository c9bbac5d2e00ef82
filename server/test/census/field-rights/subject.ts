import { ALL_PERMISSIONS, type Permission } from '@groundwork/contract/permissions.ts'
import { z } from 'zod'
import { exampleOf } from '#platform/http/example.ts'
import { newRole } from '#platform/identity/roles/roles.factory.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import type { Business } from '../world/business.ts'

/** One field of one record, hidden from one person who may otherwise do everything with such records. */
export interface Subject {
  resource: AnyResource
  field: string
  business: Business
  person: Caller
  path: string
  id: string
  value: unknown
}

const ACTIONS = ['read', 'create', 'update', 'delete', 'import', 'export'] as const

export async function limited(
  business: Business,
  { name }: AnyResource,
  field: string,
  limit: 'hidden' | 'read_only',
): Promise<Caller> {
  const own = ALL_PERMISSIONS.filter((permission) => ACTIONS.some((action) => permission === `${name}.${action}`))
  const permissions: Permission[] = [...own, 'platform.audit.read', 'platform.events.read', 'platform.jobs.read']
  const role = await newRole(business.owner, { permissions, fields: { [name]: { [field]: limit } } })
  return signedIn(business.app, role.id, business.tenantId)
}

/** The record has a value in the field, and a change of it in its history. */
export async function subjectOf(business: Business, resource: AnyResource, field: string): Promise<Subject> {
  const record = await business.record(resource.name)
  const { id } = record
  const path = `${resource.path}/${id}`
  const value = valueFor(resource, record, field)
  if (value !== undefined) {
    await business.owner.patch(path, inputOf(field, value))
    await business.owner.patch(path, inputOf(field, another(value)))
    await business.owner.patch(path, inputOf(field, value))
  }
  const kept = valueIn((await business.owner.get(path)).body.data, field)
  const person = await limited(business, resource, field, 'hidden')
  return { resource, field, business, person, path, id, value: kept }
}

/** What it has, or one that the change route takes; undefined where the field is not for callers to set. */
export function valueFor({ schemas }: AnyResource, record: Record<string, unknown>, field: string): unknown {
  if (isCustom(field)) return 'Hidden among the custom fields'
  const json = z.toJSONSchema(schemas.update, { io: 'input', unrepresentable: 'any' })
  const properties = (json.properties ?? {}) as Record<string, unknown>
  const property = properties[field]
  if (property === undefined) return undefined
  const own = record[field]
  if (own !== null && !(Array.isArray(own) && own.length === 0)) return own
  const found = exampleOf(property)
  return Array.isArray(found) && found.length === 0 ? [exampleOf((property as { items?: unknown }).items)] : found
}

/** The field that a business has defined for such records, so that the census has one to hide. */
export const CUSTOM_FIELD = 'customFields.ofTheCensus'
const CUSTOM_KEY = 'ofTheCensus'

const isCustom = (field: string) => field === CUSTOM_FIELD

export async function defineCustomField(business: Business, resource: AnyResource): Promise<void> {
  await business.create('/custom-fields', { resource: resource.name, kind: 'text', label: 'C', key: CUSTOM_KEY })
}

/** A body that names the field. */
export function inputOf(field: string, value: unknown): object {
  return isCustom(field) ? { customFields: { [CUSTOM_KEY]: value } } : { [field]: value }
}

export function valueIn(record: Record<string, unknown>, field: string): unknown {
  return isCustom(field) ? Reflect.get(Object(record['customFields']), CUSTOM_KEY) : record[field]
}

/** Whether a record, or a list of changes, has the field at all. */
export function holds(record: object | undefined, field: string): boolean {
  if (record === undefined) return false
  return field in record || (isCustom(field) && CUSTOM_KEY in Object(Reflect.get(record, 'customFields')))
}

/** What a list can be asked about the field beyond what its contract says. */
export function customQuestions(field: string): string[] {
  return isCustom(field) ? [`sort=cf.${CUSTOM_KEY}`, `sort=-cf.${CUSTOM_KEY}`, `cf.${CUSTOM_KEY}=hidden`] : []
}

function another(value: unknown): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  return typeof value === 'string' || typeof value === 'object' ? null : value
}
