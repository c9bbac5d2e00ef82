import { randomUUID } from 'node:crypto'
import { ROLE_KEYS } from '@groundwork/contract/permissions.ts'
import { expect, it } from 'vitest'
import { type ActorTenant, userActor } from '#platform/access/actor.ts'
import '#app'
import { canRead, visibleTo } from './imports.policy.ts'

const tenant: ActorTenant = {
  id: randomUUID(),
  name: 'Hauler',
  slug: 'hauler',
  status: 'active',
  modules: ['waste'],
  timeZone: 'UTC',
  currency: 'USD',
  locale: 'en-US',
}

it('a list shows just the imports that can be read one by one, whoever asks', () => {
  const actors = [...ROLE_KEYS, null].map((role) =>
    userActor({ id: randomUUID(), name: String(role), isSuperAdmin: false }, null, role, tenant),
  )
  const makers = [randomUUID(), ...actors.map(({ id }) => id)]
  const rows = makers.flatMap((created_by) =>
    ['office.customers', 'waste.bins', 'gone.resource'].map((resource) => ({ resource, created_by })),
  )
  for (const actor of actors) {
    const { resources, makerId } = visibleTo(actor)
    const listed = rows.filter(
      (row) => resources.includes(row.resource) && (makerId === undefined || makerId === row.created_by),
    )
    expect(
      rows.filter((row) => canRead(actor, row)),
      actor.name,
    ).toEqual(listed)
  }
})
