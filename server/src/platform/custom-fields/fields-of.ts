import type { CustomField, CustomFieldValues } from '@groundwork/contract/platform/custom-fields.ts'
import type { ReadCtx } from '../context.ts'

/** What has to be known of a kind of record here, whatever the types of its rows. */
export interface TakesFields {
  name: string
  takesCustomFields?: true
}

type Reader = Pick<ReadCtx, 'tx' | 'actor' | 'customFields'>
const NONE: readonly CustomField[] = []

/** All that the business has defined for these records, archived ones too. */
export async function fieldsOf(ctx: Reader, resource: TakesFields): Promise<readonly CustomField[]> {
  if (!resource.takesCustomFields) return NONE
  return ctx.customFields.fieldsOf(ctx.tx, ctx.actor.tenant.id, resource.name)
}

/** Those that are shown and can be set. */
export async function activeFieldsOf(ctx: Reader, resource: TakesFields): Promise<CustomField[]> {
  return (await fieldsOf(ctx, resource)).filter(isActive)
}

export function isActive({ archivedAt }: CustomField): boolean {
  return archivedAt === null
}

/** How field rights, files, history and events call a custom field. */
export function fieldPath(key: string): string {
  return `customFields.${key}`
}

/** The key in such a name, or undefined where it names another field. */
export function keyInPath(path: string): string | undefined {
  return path.startsWith('customFields.') ? path.slice('customFields.'.length) : undefined
}

/** As a table keeps them: what is empty is not there. */
export type StoredValues = Record<string, string | number>

/** The values of fields that are shown: those of archived ones stay in the table. */
export function shownValues(fields: readonly CustomField[], values: StoredValues): CustomFieldValues {
  return Object.fromEntries(fields.filter(isActive).map(({ key }) => [key, values[key] ?? null]))
}

/** What a row keeps, archived fields included. */
export function storedValues(row: object): StoredValues {
  // Rows of resources that take custom fields have the column; the type of any row does not say so.
  return (row as { custom_fields?: StoredValues }).custom_fields ?? {}
}
