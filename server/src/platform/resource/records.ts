import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import type { ReadCtx } from '../context.ts'
import { fieldsOf, shownValues, storedValues } from '../custom-fields/fields-of.ts'
import type { BaseRecord, BaseRow, Resource } from './resource.ts'

type Kind<Row extends BaseRow, Rec extends BaseRecord> = Pick<
  Resource<Row, Rec, unknown, unknown>,
  'name' | 'takesCustomFields' | 'toRecord'
>
type Reader = Pick<ReadCtx, 'tx' | 'actor' | 'customFields'>

/** Rows as the API shows them: without the values of custom fields that are archived. */
export async function toRecords<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Reader,
  resource: Kind<Row, Rec>,
  rows: readonly Row[],
): Promise<Rec[]> {
  const fields = await fieldsOf(ctx, resource)
  return rows.map((row) => toShown(fields, resource, row))
}

export async function toRecord<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Reader,
  resource: Kind<Row, Rec>,
  row: Row,
): Promise<Rec> {
  return toShown(await fieldsOf(ctx, resource), resource, row)
}

/** The same where the fields are at hand. */
export function toShown<Row extends BaseRow, Rec extends BaseRecord>(
  fields: readonly CustomField[],
  resource: Kind<Row, Rec>,
  row: Row,
): Rec {
  const record = resource.toRecord(row)
  return resource.takesCustomFields ? { ...record, customFields: shownValues(fields, storedValues(row)) } : record
}
