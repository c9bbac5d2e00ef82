import type { Resolved } from '#office/imports/import-source.ts'
import type { ReadCtx } from '#platform/context.ts'
import { isHidden } from '#platform/resource/field-rights.ts'
import { reachableIds } from '#platform/resource/row-rights.ts'
import { normalise } from '#platform/resource/search-text.ts'
import { listCustomersByWords } from './customers.queries.ts'
import { customers } from './customers.resource.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Customers as people write them in files: by id, e-mail address or name. */
export async function findCustomersByText(ctx: ReadCtx, texts: readonly string[]): Promise<Map<string, Resolved>> {
  const words = texts.filter((text) => !UUID.test(text))
  // An address that finds somebody tells that it is theirs.
  const seesEmails = !isHidden(ctx.actor, customers, 'email')
  const emails = words.filter((text) => seesEmails && text.includes('@')).map((text) => text.toLowerCase())
  const names = words.filter((text) => !text.includes('@')).map(normalise)
  const found =
    words.length > 0 ? await listCustomersByWords(ctx.tx, { tenantId: ctx.actor.tenant.id, emails, names }) : []
  const ids = found.map(({ id }) => id)
  const seen = await reachableIds(ctx, customers, 'read', ids)
  const rows = found.filter(({ id }) => seen.has(id))
  const idsOf = new Map<string, string[]>()
  for (const { word, id } of rows) idsOf.set(word, [...(idsOf.get(word) ?? []), id])
  return new Map(
    texts.map((text) => [text, UUID.test(text) ? { id: text } : resolved(text, idsOf.get(wordOf(text)) ?? [])]),
  )
}

const wordOf = (text: string) => (text.includes('@') ? text.toLowerCase() : normalise(text))

function resolved(text: string, ids: readonly string[]): Resolved {
  const [id] = ids
  if (id === undefined)
    return { problem: `There is no customer '${text}'; import the customers first, or check the spelling` }
  return ids.length === 1
    ? { id }
    : { problem: `${ids.length} customers are called '${text}'; use the e-mail address or the id` }
}
