import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { withConnection } from '../database/connection.ts'
import { Follower, type Progress } from './follower.ts'
import { holdPlace } from './reader-place.ts'
import { placeReader } from './readers.queries.ts'

let app: TestApp
let follower: Follower | undefined

beforeAll(async () => {
  app = await testApp()
})

afterEach(async () => {
  await follower?.stop()
  follower = undefined
})

/** Follows with a reader that only writes down whose turn it was. */
function follow(read: (tenantId: string, turn: number) => Progress): string[] {
  const turns: string[] = []
  follower = new Follower(app.services, {
    name: 'test',
    read: async (tenantId) => read(tenantId, turns.push(tenantId)),
  })
  return turns
}

describe('a follower', () => {
  it('serves tenants in turn: whoever has more waits behind the others', async () => {
    const turns = follow((tenantId, turn) => (tenantId === 'busy' && turn < 5 ? 'more' : 'done'))
    follower?.wake('busy')
    follower?.wake('quiet')
    await vi.waitFor(() => expect(turns).toEqual(['busy', 'quiet', 'busy', 'busy', 'busy']))
  })

  it('looks again at what an older transaction hides, and after a failure', async () => {
    const turns = follow((tenantId, turn) => {
      if (tenantId === 'failing' && turn < 3) throw new Error('The database is away')
      return turn < 3 ? 'pending' : 'done'
    })
    follower?.wake('failing')
    follower?.wake('hidden')
    await vi.waitFor(() => expect(turns).toEqual(['failing', 'hidden', 'hidden', 'failing']), 10_000)
  })

  it('reads every tenant at the start, and one when it is said that something happened there', async () => {
    const { tenantId } = await signedIn(app)
    const turns = follow(() => 'done')
    follower?.start()
    await vi.waitFor(() => expect(turns).toContain(tenantId))
    turns.length = 0
    app.services.announce({ kind: 'events', tenantId })
    await vi.waitFor(() => expect(turns).toEqual([tenantId]))
  })
})

describe('the place of a reader', () => {
  it('goes to the end when it lies in the future, as after a restore into another database', async () => {
    const { tenantId } = await signedIn(app)
    const key = { tenantId, reader: 'test' }
    const place = await app.services.database.write({ tenantId, actorId: null }, async (tx) => {
      await placeReader(tx, { ...key, txid: '9000000000', sequence: '7' })
      return holdPlace(tx, key)
    })
    expect(BigInt(place?.txid ?? 0)).toBeLessThan(9_000_000_000n)
    expect(place?.sequence).toBe('0')
    const [kept] = await withConnection(app.database.adminUrl, async (client) => {
      const sql = 'select txid::text, sequence::text from event_readers where tenant_id = $1 and reader = $2'
      return (await client.query(sql, [tenantId, 'test'])).rows
    })
    expect(kept).toEqual(place)
  })
})
