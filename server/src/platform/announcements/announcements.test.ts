import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/kit/database.ts'
import { silentLog } from '#test/kit/log.ts'
import { databaseOf, withConnection } from '../database/connection.ts'
import type { Announcement } from '../services.ts'
import { AnnouncementHub } from './announcement-hub.ts'
import { pack, unpack } from './packing.ts'

let database: TestDatabase
const hubs: AnnouncementHub[] = []

beforeAll(async () => {
  database = await testDatabase()
})

afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.stop()
})

/** A process as far as announcements go, and what it has heard. */
async function startHub() {
  const hub = new AnnouncementHub({ url: database.serviceUrl, log: silentLog })
  hubs.push(hub)
  const heard: Announcement[] = []
  hub.onAnnouncement((message) => heard.push(message))
  await hub.start()
  return { hub, heard }
}

const asAdmin = (sql: string) => withConnection(database.adminUrl, (client) => client.query(sql))
const ended = (): Announcement => ({ kind: 'session-ended', sessionId: randomUUID() })

describe('announcements', () => {
  it('are heard here at once and in other processes soon, once each', async () => {
    const [a, b] = [await startHub(), await startHub()]
    const messages = [ended(), ended()]
    for (const message of messages) a.hub.announce(message)
    expect(a.heard).toEqual(messages)
    await vi.waitFor(() => expect(b.heard).toEqual(messages), { interval: 5, timeout: 5_000 })

    b.hub.announce({ kind: 'jobs' })
    await vi.waitFor(() => expect(a.heard).toEqual([...messages, { kind: 'jobs' }]), { interval: 5, timeout: 5_000 })
    expect(b.heard).toHaveLength(3)
  })

  it('by the thousand all arrive', async () => {
    const [a, b] = [await startHub(), await startHub()]
    const messages = Array.from({ length: 3_000 }, ended)
    for (const message of messages) a.hub.announce(message)
    await vi.waitFor(() => expect(b.heard).toEqual(messages), { timeout: 5_000 })
  })

  it('reach the others although one listener fails', async () => {
    const { hub, heard } = await startHub()
    const later: Announcement[] = []
    hub.onAnnouncement(() => {
      throw new Error('broken')
    })
    hub.onAnnouncement((message) => later.push(message))
    hub.announce({ kind: 'jobs' })
    expect([heard, later]).toEqual([[{ kind: 'jobs' }], [{ kind: 'jobs' }]])
  })

  it('after a lost connection: says that some were missed, and sends what waited', async () => {
    const [a, b] = [await startHub(), await startHub()]
    expect(a.hub.isListening()).toBe(true)
    await asAdmin(`alter database ${databaseOf(database.serviceUrl)} connection limit 0`)
    await asAdmin(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'groundwork announcements' and datname = current_database()`,
    )
    await vi.waitFor(() => expect(a.hub.isListening()).toBe(false), { timeout: 5_000 })
    const message = ended()
    a.hub.announce(message)
    expect(b.heard).toEqual([])
    await asAdmin(`alter database ${databaseOf(database.serviceUrl)} connection limit -1`)

    await vi.waitFor(() => expect(a.heard).toContainEqual({ kind: 'missed' }), { timeout: 5_000 })
    // Whoever is back first tells the other, or the other knows that it missed something.
    const news = () => expect(b.heard.some(({ kind }) => kind === message.kind || kind === 'missed')).toBe(true)
    await vi.waitFor(news, { timeout: 5_000 })
    expect(a.hub.isListening()).toBe(true)
  })
})

describe('pack', () => {
  it('says each once, in as few payloads as PostgreSQL takes', () => {
    const one = ended()
    expect(pack('me', [one, one]).map(unpack)).toEqual([{ from: 'me', messages: [one] }])
    const many = Array.from({ length: 500 }, ended)
    const payloads = pack(randomUUID(), many)
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000)
    expect(payloads.flatMap((payload) => unpack(payload).messages)).toEqual(many)
  })
})
