import type { CustomField, CustomFieldKind, CustomFieldOption } from '@groundwork/contract/platform/custom-fields.ts'
import { sql } from 'kysely'
import { statement, statementForOne } from '../database/statement.ts'

/** What depends on the kind of a field, as the table keeps it. */
export type FieldRules = Partial<
  Pick<
    CustomField,
    'minLength' | 'maxLength' | 'unit' | 'decimals' | 'min' | 'max' | 'earliest' | 'latest' | 'referenceTo'
  >
> & { options?: CustomFieldOption[] }

export interface CustomFieldRow {
  id: string
  resource: string
  key: string
  kind: CustomFieldKind
  label: string
  help_text: string | null
  is_required: boolean
  rules: FieldRules
  position: number
  archived_at: string | null
  created_at: string
  updated_at: string
  created_by: string | null
  updated_by: string | null
  version: number
}

const COLUMNS = sql.raw(
  'id, resource, key, kind, label, help_text, is_required, rules, position, archived_at, created_at, updated_at, created_by, updated_by, version',
)
/** Well above what can be defined: a hundred for each kind of record. */
const MOST = sql.raw('10000')

interface FieldRef {
  tenantId: string
  id: string
}

/** In the order of forms and pages. */
export const listCustomFields = statement<{ tenantId: string }, CustomFieldRow>('custom_fields.all', (query, p) =>
  sql<CustomFieldRow>`select ${COLUMNS} from custom_fields where tenant_id = ${p.tenantId}::uuid
    order by resource, position, id limit ${MOST}`.compile(query),
)

export const findCustomField = statementForOne<FieldRef, CustomFieldRow>('custom_fields.one', (query, p) =>
  sql<CustomFieldRow>`select ${COLUMNS} from custom_fields
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

type FieldsRef = { tenantId: string; resource: string }

/** Two who define fields of the same records wait for one another: how many there are, and in what order, must hold. */
export const lockFieldsOf = statement<FieldsRef, never>('custom_fields.lock', (query, p) =>
  sql<never>`select pg_advisory_xact_lock(hashtextextended('custom_fields ' || ${p.tenantId}::text || ${p.resource}::text, 0))`.compile(
    query,
  ),
)

export const listFieldsOf = statement<FieldsRef, CustomFieldRow>('custom_fields.of', (query, p) =>
  sql<CustomFieldRow>`select ${COLUMNS} from custom_fields
    where tenant_id = ${p.tenantId}::uuid and resource = ${p.resource}::text order by position, id limit ${MOST}`.compile(
    query,
  ),
)

interface NewField {
  tenantId: string
  id: string
  resource: string
  key: string
  kind: CustomFieldKind
  label: string
  helpText: string | null
  isRequired: boolean
  /** JSON of FieldRules. */
  rules: string
  position: number
  by: string
  now: string
}

export const insertCustomField = statementForOne<NewField, CustomFieldRow>('custom_fields.insert', (query, p) =>
  sql<CustomFieldRow>`insert into custom_fields (tenant_id, id, resource, key, kind, label, help_text, is_required, rules, position,
      created_at, updated_at, created_by, updated_by)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.resource}::text, ${p.key}::text, ${p.kind}::text, ${p.label}::text,
      ${p.helpText}::text, ${p.isRequired}::boolean, ${p.rules}::jsonb, ${p.position}::int,
      ${p.now}::timestamptz, ${p.now}::timestamptz, ${p.by}::uuid, ${p.by}::uuid)
    returning ${COLUMNS}`.compile(query),
)

type ChangedField = Pick<NewField, 'tenantId' | 'id' | 'label' | 'helpText' | 'isRequired' | 'rules' | 'by' | 'now'> & {
  archivedAt: string | null
}

export const updateCustomField = statementForOne<ChangedField, CustomFieldRow>('custom_fields.update', (query, p) =>
  sql<CustomFieldRow>`update custom_fields set label = ${p.label}::text, help_text = ${p.helpText}::text,
      is_required = ${p.isRequired}::boolean, rules = ${p.rules}::jsonb, archived_at = ${p.archivedAt}::timestamptz,
      updated_at = ${p.now}::timestamptz, updated_by = ${p.by}::uuid, version = version + 1
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid returning ${COLUMNS}`.compile(query),
)

interface NewOrder {
  tenantId: string
  resource: string
  ids: readonly string[]
}

export const orderCustomFields = statement<NewOrder, never>('custom_fields.order', (query, p) =>
  sql<never>`update custom_fields f set position = wanted.position
    from unnest(${p.ids}::uuid[]) with ordinality as wanted (id, position)
    where f.tenant_id = ${p.tenantId}::uuid and f.resource = ${p.resource}::text and f.id = wanted.id`.compile(query),
)

export const deleteCustomField = statement<FieldRef, never>('custom_fields.delete', (query, p) =>
  sql<never>`delete from custom_fields where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

/** How many records have a value, those in the trash too; counted no further than `limit`. */
export const countValues = statementForOne<FieldRef & { limit: number }, { count: number }>(
  'custom_fields.count_values',
  (query, p) =>
    sql<{ count: number }>`select count(*)::int as count from (
      select 1 from custom_values where tenant_id = ${p.tenantId}::uuid and field_id = ${p.id}::uuid
      limit ${p.limit}::int) counted`.compile(query),
)

export const countChoices = statementForOne<FieldRef & { value: string; limit: number }, { count: number }>(
  'custom_fields.count_choices',
  (query, p) =>
    sql<{ count: number }>`select count(*)::int as count from (
      select 1 from custom_values
      where tenant_id = ${p.tenantId}::uuid and field_id = ${p.id}::uuid and text_value = ${p.value}::text
      limit ${p.limit}::int) counted`.compile(query),
)

/** A field that is gone is nobody's to hide: one with the same key would otherwise begin hidden. */
export const forgetFieldLimits = statement<{ tenantId: string; resource: string; field: string }, never>(
  'custom_fields.forget_limits',
  (query, p) =>
    sql<never>`update roles set fields = fields #- array[${p.resource}::text, ${p.field}::text]
      where tenant_id = ${p.tenantId}::uuid and fields -> ${p.resource}::text ? ${p.field}::text`.compile(query),
)
