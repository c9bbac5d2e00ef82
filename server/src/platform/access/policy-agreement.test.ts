import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { builder, compileTemplate } from '#platform/database/statement.ts'
import { ownBy, type RowPolicy, type Ruled } from '#platform/resource/row-rights.ts'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { type ActorTenant, userActor } from './actor.ts'
import { findDisagreements } from './policy-agreement.ts'

interface Member {
  id: string
  user_id: string
}

/** Drivers see themselves, everybody else sees all: a policy of the kind that modules write. */
const onlyOneself: RowPolicy<Member> = {
  limitFor: ({ rightsFrom, userId }) => {
    if (rightsFrom !== 'driver') return undefined
    return {
      name: 'oneself',
      filter: { source: 'table', condition: (slot) => sql<boolean>`user_id = ${slot()}::uuid` },
      value: userId,
      holds: (row) => row.user_id === userId,
    }
  },
}

function members(change: (limit: NonNullable<ReturnType<RowPolicy<Member>['limitFor']>>) => object = () => ({})) {
  const policy: RowPolicy<Member> = {
    limitFor: (actor, action) => {
      const limit = onlyOneself.limitFor(actor, action)
      return limit && { ...limit, ...change(limit) }
    },
  }
  const own = ownBy<Member>('made by them', 'user_id')
  return { name: 'members', noun: 'member', table: 'memberships', own, policy } satisfies Ruled<Member>
}

const app = await testApp()
const owner = await signedIn(app)
const driver = await signedIn(app, 'driver', owner.tenantId)
const tenant: ActorTenant = {
  id: owner.tenantId,
  name: 'T',
  slug: 't',
  status: 'active',
  modules: [],
  timeZone: 'UTC',
  currency: 'USD',
  locale: 'en-US',
}

async function trial() {
  const { data } = (await owner.get('/users')).body
  const rows: Member[] = data.map(({ id, userId }: { id: string; userId: string }) => ({ id, user_id: userId }))
  const actors = [owner, driver].map(({ userId }, index) =>
    userActor({ id: userId, name: 'X', isSuperAdmin: false }, null, index ? 'driver' : 'owner', tenant),
  )
  const select: Parameters<typeof findDisagreements<Member>>[2]['select'] = async (_actor, condition) => {
    const query = sql<{
      id: string
    }>`select id from memberships where tenant_id = ${tenant.id}::uuid and ${condition ?? sql`true`}`.compile(builder)
    const found = await app.services.database.read({ tenantId: tenant.id, actorId: null }, (tx) =>
      tx.run<{ id: string }>(compileTemplate('', query).bind({})),
    )
    return found.map(({ id }) => id)
  }
  return { actors, rows, select }
}

describe('findDisagreements', () => {
  it('finds none where predicate and condition say the same', async () => {
    expect(await findDisagreements(members(), 'read', await trial())).toEqual([])
  })

  it('names actor and row where one of them lets more through', async () => {
    const laxPredicate = members(() => ({ holds: () => true }))
    expect(await findDisagreements(laxPredicate, 'read', await trial())).toEqual([
      expect.stringMatching(/^driver X: row .* is readable but not listed$/),
    ])
    const laxCondition = members(() => ({ filter: { source: 'table', condition: () => sql<boolean>`true` } }))
    expect(await findDisagreements(laxCondition, 'read', await trial())).toEqual([
      expect.stringMatching(/^driver X: row .* is listed but not readable$/),
    ])
  })
})
