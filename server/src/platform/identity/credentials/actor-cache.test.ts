import { describe, expect, it } from 'vitest'
import { type ActorTenant, userActor } from '#platform/access/actor.ts'
import type { Announcement } from '#platform/services.ts'
import { ActorCache, type Resolved } from './actor-cache.ts'

const TENANT: ActorTenant = {
  id: 't1',
  name: 'T',
  slug: 't',
  status: 'active',
  modules: [],
  timeZone: 'UTC',
  currency: 'USD',
  locale: 'en-US',
}

function resolved(overrides: Partial<Resolved> = {}): Resolved {
  const actor = userActor({ id: 'u1', name: 'Ana', isSuperAdmin: false }, 's1', 'owner', TENANT)
  const endsAtMs = Number.POSITIVE_INFINITY
  return { actor, sessionId: 's1', userId: 'u1', keyId: null, endsAtMs, addresses: null, ...overrides }
}

function cache() {
  const state = { isListening: true, nowMs: 0 }
  return { state, actors: new ActorCache({ isListening: () => state.isListening, monotonicMs: () => state.nowMs }) }
}

describe('what is kept', () => {
  it('for a minute while revocations can be heard, for a second while they cannot', async () => {
    const { state, actors } = cache()
    await actors.load('key', async () => resolved())
    state.nowMs = 59_999
    expect(actors.find('key', 0)).toBeDefined()
    state.isListening = false
    expect(actors.find('key', 0)).toBeUndefined()
    await actors.load('key', async () => resolved())
    state.nowMs += 999
    expect(actors.find('key', 0)).toBeDefined()
    state.nowMs += 1
    expect(actors.find('key', 0)).toBeUndefined()
  })

  it('not beyond the end of the credential', async () => {
    const { actors } = cache()
    await actors.load('key', async () => resolved({ endsAtMs: 500 }))
    expect(actors.find('key', 499)).toBeDefined()
    expect(actors.find('key', 500)).toBeUndefined()
  })

  it.each<[Announcement, boolean]>([
    [{ kind: 'session-ended', sessionId: 's1' }, true],
    [{ kind: 'session-ended', sessionId: 's2' }, false],
    [{ kind: 'user-changed', userId: 'u1' }, true],
    [{ kind: 'tenant-changed', tenantId: 't1' }, true],
    [{ kind: 'tenant-changed', tenantId: 't2' }, false],
    [{ kind: 'api-key-changed', keyId: 'k1' }, false],
    [{ kind: 'missed' }, true],
    [{ kind: 'jobs' }, false],
  ])('%j drops it: %s', async (message, isDropped) => {
    const { actors } = cache()
    await actors.load('key', async () => resolved())
    actors.hear(message)
    expect(actors.find('key', 0) === undefined).toBe(isDropped)
  })

  it('not what was looked up while a revocation arrived: it may have read the state before', async () => {
    const { actors } = cache()
    const loaded = await actors.load('key', async () => {
      actors.hear({ kind: 'user-changed', userId: 'u1' })
      return resolved()
    })
    expect(loaded).not.toBeNull()
    expect(actors.find('key', 0)).toBeUndefined()
  })

  it('a walk over all entries drops every one that is meant', async () => {
    const { actors } = cache()
    for (let index = 0; index < 1000; index++)
      await actors.load(`key ${index}`, async () => resolved({ sessionId: index % 2 ? 's1' : 's2' }))
    actors.hear({ kind: 'session-ended', sessionId: 's1' })
    const left = Array.from({ length: 1000 }, (_, index) => actors.find(`key ${index}`, 0)).filter(Boolean)
    expect(left).toHaveLength(500)
  })
})
