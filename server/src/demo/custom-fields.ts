import type { CreateCustomField, CustomFieldInput } from '@groundwork/contract/platform/custom-fields.ts'
import type { Ctx } from '#platform/context.ts'
import { createCustomField } from '#platform/custom-fields/custom-fields.service.ts'
import { Random } from '#platform/random.ts'

const OF_CUSTOMERS = { resource: 'office.customers', isRequired: false } as const
const OF_BINS = { resource: 'waste.bins', isRequired: false } as const
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
const LIDS = ['Grey', 'Green', 'Blue', 'Yellow']

const FIELDS: CreateCustomField[] = [
  { ...OF_CUSTOMERS, kind: 'text', label: 'Gate code', helpText: 'Opens the yard for drivers', maxLength: 20 },
  { ...OF_CUSTOMERS, kind: 'text', label: 'Contract number' },
  { ...OF_CUSTOMERS, kind: 'choice', label: 'Preferred day', options: DAYS.map((label) => ({ label })) },
  { ...OF_BINS, kind: 'date', label: 'Purchase date' },
  { ...OF_BINS, kind: 'choice', label: 'Lid colour', options: LIDS.map((label) => ({ label })) },
  { ...OF_BINS, kind: 'number', label: 'Empty weight', unit: 'kg', decimals: 1, min: 0 },
]

// A sequence of its own: what else the demo data holds stays as it is.
const random = () => new Random(20_261_120)

export async function defineFields(ctx: Ctx): Promise<void> {
  for (const field of FIELDS) await createCustomField(ctx, field)
}

/** For so many customers, one after the other; not everybody has everything. */
export function customerValues(count: number): CustomFieldInput[] {
  const draw = random()
  return Array.from({ length: count }, (_, number) => ({
    ...(draw.chance(0.3) ? { gateCode: String(draw.int(1000, 9999)) } : {}),
    ...(draw.chance(0.7) ? { contractNumber: `C-${2020 + (number % 6)}-${String(number + 1).padStart(4, '0')}` } : {}),
    ...(draw.chance(0.6) ? { preferredDay: draw.pick(DAYS).toLowerCase() } : {}),
  }))
}

export function binValues(count: number): CustomFieldInput[] {
  const draw = random()
  return Array.from({ length: count }, () => ({
    ...(draw.chance(0.8) ? { purchaseDate: `20${draw.int(18, 25)}-0${draw.int(1, 9)}-${draw.int(10, 28)}` } : {}),
    ...(draw.chance(0.9) ? { lidColour: draw.pick(LIDS).toLowerCase() } : {}),
    ...(draw.chance(0.5) ? { emptyWeight: draw.int(85, 640) / 10 } : {}),
  }))
}
