import { afterAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/kit/database.ts'
import { withConnection } from './connection.ts'
import { Connections, NoConnectionError } from './connections.ts'

const { serviceUrl, adminUrl } = await testDatabase()
const lost: Error[] = []
const connections = new Connections({ url: serviceUrl, size: 2, onError: (error) => void lost.push(error) })
afterAll(() => connections.close())

const processId = async () => {
  const lent = await connections.take()
  const { rows } = await lent.client.query<{ pid: number }>('select pg_backend_pid() as pid')
  connections.giveBack(lent)
  return rows[0]?.pid
}
const kill = (pid: number | undefined) =>
  withConnection(adminUrl, (client) => client.query('select pg_terminate_backend($1, 5000)', [pid]))

describe('Connections', () => {
  it('lends a resting connection again instead of opening another', async () => {
    expect(await processId()).toBe(await processId())
  })

  it('opens no more than it may; who comes later waits, in order', async () => {
    const [first, second] = [await connections.take(), await connections.take()]
    const served: string[] = []
    const waitAs = async (name: string) => {
      const lent = await connections.take()
      served.push(name)
      return lent
    }
    const [third, fourth] = [waitAs('third'), waitAs('fourth')]
    connections.giveBack(second)
    connections.giveBack(first)
    expect([await third, await fourth]).toEqual([second, first])
    expect(served).toEqual(['third', 'fourth'])
    for (const lent of [first, second]) connections.giveBack(lent)
  })

  it('forgets a connection that was lost while it rested, says so, and opens another', async () => {
    const gone = await processId()
    await kill(gone)
    await expect.poll(() => lost.length, { timeout: 5_000 }).toBe(1)
    expect(await processId()).not.toBe(gone)
  })

  it('lets who uses a lost connection hear of it, and lends it to nobody again', async () => {
    const lent = await connections.take()
    const { rows } = await lent.client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const answer = lent.client.query('select pg_sleep(30)')
    const [refused] = await Promise.all([answer.catch((error: Error) => error), kill(rows[0]?.pid)])
    expect(refused).toBeInstanceOf(Error)
    connections.giveBack(lent)
    expect(await processId()).not.toBe(rows[0]?.pid)
    expect(lost).toHaveLength(1)
  })

  it('opens another for who waits when a connection is discarded', async () => {
    const [first, second] = [await connections.take(), await connections.take()]
    const third = connections.take()
    connections.discard(first)
    expect(await third).not.toBe(first)
    for (const lent of [await third, second]) connections.giveBack(lent)
  })

  it('tells everybody who waits that the server is away', async () => {
    const url = new URL(serviceUrl)
    url.port = '1'
    const nowhere = new Connections({ url: url.href, size: 1, onError: () => {} })
    const outcomes = await Promise.allSettled([nowhere.take(), nowhere.take(), nowhere.take()])
    const reasons = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)
    expect(reasons.every((reason) => reason instanceof NoConnectionError)).toBe(true)
    await nowhere.close()
  })

  it('closes when the last loan is back, and lends nothing meanwhile', async () => {
    const own = new Connections({ url: serviceUrl, size: 1, onError: () => {} })
    const lent = await own.take()
    const waiting = own.take()
    let isClosed = false
    const closed = own.close().then(() => (isClosed = true))
    await expect(waiting).rejects.toThrow('closed')
    await expect(own.take()).rejects.toThrow('closed')
    await lent.client.query('select 1')
    expect(isClosed).toBe(false)
    own.giveBack(lent)
    await closed
  })
})
