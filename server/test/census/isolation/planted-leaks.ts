import { z } from 'zod'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/errors.ts'
import { change, list, type Route, read } from '#platform/http/route.ts'
import type { Business } from '../world/business.ts'
import { EXAMPLES } from '../world/examples.ts'

// Faults the isolation tests must find. They read `users`, which has no policy: row level security would close them.
const common = { access: 'signed-in', tag: 'planted' } as const
const Person = z.strictObject({ id: z.string(), email: z.string() })
const ask = <T>(tx: Tx, text: string, values: unknown[] = []) => tx.run<T>({ statement: { name: '', text }, values })

const byId = read('/planted/people/:id', {
  ...common,
  summary: 'Looks a person up without asking where they belong',
  params: z.strictObject({ id: z.uuid() }),
  reply: Person,
  run: async ({ tx }, { params }) => {
    const [person] = await ask<z.infer<typeof Person>>(tx, 'select id, email from users where id = $1', [params.id])
    if (!person) throw notFound('person')
    return person
  },
})

const everybody = list('/planted/people', {
  ...common,
  summary: 'Lists everybody there is',
  reply: Person,
  run: async ({ tx }) => {
    const rows = await ask<z.infer<typeof Person>>(tx, 'select id, email from users')
    return { rows, pagination: { page: 1, limit: 100, total: rows.length, hasNext: false, nextCursor: null } }
  },
})

const rename = change('POST', '/planted/rename', {
  ...common,
  summary: 'Renames whoever is named',
  body: z.strictObject({ userId: z.uuid() }),
  reply: z.strictObject({ renamed: z.int() }),
  run: async ({ tx }, { body }) => {
    const rows = await ask(tx, "update users set name = name || '!' where id = $1 returning id", [body.userId])
    return { renamed: rows.length }
  },
})

const forgotten = change('POST', '/planted/forgotten', {
  ...common,
  summary: 'Takes ids that its example does not know of',
  body: z.strictObject({ depotIds: z.array(z.uuid()).optional() }),
  reply: z.strictObject({}),
  run: async () => ({}),
})

export const PLANTED_LEAKS: readonly [Route, Route, Route, Route] = [byId, everybody, rename, forgotten]

const personOf = async ({ owner }: Business) => owner.userId
Object.assign(EXAMPLES, {
  'GET /planted/people/:id': async (business: Business) => ({ params: { id: await personOf(business) } }),
  'GET /planted/people': async () => ({}),
  'POST /planted/rename': async (business: Business) => ({ body: { userId: await personOf(business) } }),
  'POST /planted/forgotten': async () => ({ body: {} }),
})
