import { binInput } from '#modules/waste/bins/bins.factory.ts'
import { bins } from '#modules/waste/bins/bins.resource.ts'
import { customerInput } from '#office/customers/customers.factory.ts'
import { customers } from '#office/customers/customers.resource.ts'
import type { Ctx } from '#platform/context.ts'
import { Random } from '#platform/random.ts'
import { createMany } from '#platform/resource/create-many.ts'
import { binValues, customerValues, defineFields } from './custom-fields.ts'
import { fillMessages } from './messages.ts'
import { type Place, placeOnStreet } from './streets.ts'
import { addTags, workTogether } from './together.ts'

const CUSTOMERS = 200
const BINS = 1000
const DAY_MS = 86_400_000
const SEED = 614

/** A hauler's first year in one city: customers along its streets, and their bins in every state. */
export async function fillHauler(ctx: Ctx): Promise<void> {
  const random = new Random(SEED)
  await addTags(ctx)
  await defineFields(ctx)
  const places = Array.from({ length: CUSTOMERS }, () => placeOnStreet(random))
  const names = new Set<string>()
  const ownOfCustomers = customerValues(CUSTOMERS)
  const inputs = places.map((place, index) => ({
    ...distinct(customerInput(random, index, place), names, index),
    customFields: ownOfCustomers[index],
  }))
  const made = await createMany(ctx, customers, inputs, (_row, index) => madeBefore(ctx, CUSTOMERS - index))
  const owned = Array.from({ length: BINS }, (_, number) =>
    ownedPlace(
      random,
      places,
      made.map((customer) => customer.id),
      number,
    ),
  )
  const ownOfBins = binValues(BINS)
  const binInputs = owned.map(({ customerId, place }, number) => ({
    ...binInput(random, number + 1, customerId, place),
    customFields: ownOfBins[number],
  }))
  const placed = await createMany(ctx, bins, binInputs, (row, index) => ({
    ...madeBefore(ctx, 180 - (index % 180)),
    last_serviced: row.status === 'retired' || random.chance(0.08) ? null : daysBefore(ctx, random.int(0, 20)),
  }))
  await workTogether(ctx, placed)
  await fillMessages(ctx, random, made)
}

/** Every customer has a bin at the door; the others stand at their other sites. */
function ownedPlace(
  random: Random,
  places: readonly Place[],
  ids: readonly string[],
  number: number,
): { customerId: string; place: Place } {
  const index = number < CUSTOMERS ? number : random.int(0, CUSTOMERS - 1)
  const place = number < CUSTOMERS || random.chance(0.35) ? places[index] : placeOnStreet(random)
  const customerId = ids[index]
  if (!place || !customerId) throw new Error('Demo bins need their customers')
  return { customerId, place }
}

function distinct<T extends { businessName?: string | null | undefined }>(
  input: T,
  names: Set<string>,
  index: number,
): T {
  if (!input.businessName) return input
  const businessName = names.has(input.businessName) ? `${input.businessName} No. ${index}` : input.businessName
  names.add(businessName)
  return { ...input, businessName }
}

const daysBefore = (ctx: Ctx, days: number) => new Date(ctx.now.getTime() - days * DAY_MS).toISOString()

function madeBefore(ctx: Ctx, days: number) {
  const at = daysBefore(ctx, days)
  return { created_at: at, updated_at: at }
}
