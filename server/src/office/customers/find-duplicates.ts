import type { LikelyDuplicatesQuery } from '@groundwork/contract/office/customers.ts'
import type { z } from 'zod'
import type { ReadCtx } from '#platform/context.ts'
import { searchedTexts } from '#platform/resource/field-rights.ts'
import { reachableIds } from '#platform/resource/row-rights.ts'
import { normalise } from '#platform/resource/search-text.ts'
import { type DuplicateRow, findLikelyDuplicates, listCustomersNamed } from './customers.queries.ts'
import { customers } from './customers.resource.ts'

/** Customers that are probably the one being typed. From whom something is hidden, only names are compared. */
export async function findDuplicates(
  ctx: ReadCtx,
  { query }: { query: z.output<typeof LikelyDuplicatesQuery> },
): Promise<DuplicateRow[]> {
  const found = await findAlike(ctx, query)
  const seen = await reachableIds(
    ctx,
    customers,
    'read',
    found.map(({ id }) => id),
  )
  return found.filter(({ id }) => seen.has(id))
}

async function findAlike(
  { tx, actor }: ReadCtx,
  query: z.output<typeof LikelyDuplicatesQuery>,
): Promise<DuplicateRow[]> {
  const tenantId = actor.tenant.id
  const nameNorm = query.name ? normalise(query.name) : null
  const exceptId = query.exceptId ?? null
  if (searchedTexts(actor, customers))
    return nameNorm === null ? [] : listCustomersNamed(tx, { tenantId, nameNorm, exceptId })
  return findLikelyDuplicates(tx, {
    tenantId,
    nameNorm,
    emailNorm: query.email?.toLowerCase() || null,
    phone: query.phone?.replace(/[\s().-]/g, '') || null,
    exceptId,
  })
}
