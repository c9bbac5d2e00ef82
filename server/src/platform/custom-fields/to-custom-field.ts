import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import type { CustomFieldRow } from './custom-fields.queries.ts'

export function toCustomField(row: CustomFieldRow): CustomField {
  const { rules } = row
  return {
    id: row.id,
    resource: row.resource,
    key: row.key,
    kind: row.kind,
    label: row.label,
    helpText: row.help_text,
    isRequired: row.is_required,
    minLength: rules.minLength ?? null,
    maxLength: rules.maxLength ?? null,
    unit: rules.unit ?? null,
    decimals: rules.decimals ?? null,
    min: rules.min ?? null,
    max: rules.max ?? null,
    earliest: rules.earliest ?? null,
    latest: rules.latest ?? null,
    options: rules.options ?? [],
    referenceTo: rules.referenceTo ?? null,
    position: row.position,
    archivedAt: row.archived_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    createdBy: row.created_by,
    updatedBy: row.updated_by,
    version: row.version,
  }
}
