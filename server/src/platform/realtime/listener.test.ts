import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Actor, SYSTEM_ID, systemActor } from '../access/actor.ts'
import type { LogRow } from '../events/log.queries.ts'
import type { Position } from '../events/position.ts'
import { Listener, type Log } from './listener.ts'
import { SseStream } from './sse-stream.ts'

const tenant = {
  id: SYSTEM_ID,
  name: 'T',
  slug: 't',
  modules: [],
  status: 'active',
  timeZone: 'UTC',
  currency: 'USD',
  locale: 'en',
} as const
const actor: Actor = systemActor(tenant)

const server = createServer()
let client: IncomingMessage
let response: ServerResponse

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const arriving = once(server, 'request')
  get({ port: (server.address() as AddressInfo).port }, (message) => {
    client = message
  })
  response = (await arriving)[1]
})

afterAll(() => {
  client.destroy()
  server.close()
})

const rowAt = (sequence: number): LogRow => ({
  id: SYSTEM_ID,
  txid: '1',
  sequence: String(sequence),
  type: 'tenant.updated',
  version: 1,
  subject_id: SYSTEM_ID,
  actor_id: null,
  request_id: null,
  cause_depth: 0,
  created_at: '2026-11-20T09:30:00Z',
  payload: { changedFields: [`${sequence}`] },
})

/** A log whose reads a test lets through one by one, while the feed goes on handing out. */
class HeldLog implements Log {
  position: Position = { txid: '1', sequence: '0' }
  rows: LogRow[] = []
  readonly #held: (() => void)[] = []

  async read(after: Position, limit: number): Promise<LogRow[]> {
    const found = this.rows.filter(({ sequence }) => Number(sequence) > Number(after.sequence)).slice(0, limit)
    await new Promise<void>((resolve) => this.#held.push(resolve))
    return found
  }

  async heardBy(_actor: Actor, rows: readonly LogRow[]): Promise<LogRow[]> {
    return [...rows]
  }

  async letThrough(): Promise<void> {
    while (this.#held.length === 0) await new Promise(setImmediate)
    this.#held.shift()?.()
    await new Promise(setImmediate)
  }

  /** As a feed does: forward first, then to the listeners. */
  handOut(listener: Listener, row: LogRow): void {
    this.rows.push(row)
    this.position = row
    listener.hear([row])
  }
}

it('what is handed out while a listener reads its last page is read in one more, not lost', async () => {
  const log = new HeldLog()
  log.rows = [rowAt(1), rowAt(2)]
  log.position = { txid: '1', sequence: '2' }
  const stream = new SseStream(response, {})
  const sent: string[] = []
  stream.write = (frame) => {
    sent.push(frame.split('\n')[0] ?? '')
    return true
  }
  const listener = new Listener({
    actor,
    stream,
    types: ['tenant.updated'],
    log,
    position: { txid: '1', sequence: '0' },
  })

  const caughtUp = listener.catchUp()
  log.handOut(listener, rowAt(3))
  await log.letThrough()
  await log.letThrough()
  await caughtUp
  log.handOut(listener, rowAt(4))
  listener.hear([rowAt(4)])

  expect(sent).toEqual(['id: 1.1', 'id: 1.2', 'id: 1.3', 'id: 1.4'])
})
