import { randomUUID } from 'node:crypto'
import type { Call, Client, Reply } from './client.ts'

export interface Written {
  kind: 'create' | 'change' | 'export'
  call: Call
  reply: Reply
  /** The bin, or the export. */
  id: string
  /** What the request wrote, unlike any other. */
  mark: string
}

interface Lane {
  token: string
  /** Bins of this lane and nobody else, so that their versions can be foretold. */
  bins: { id: string; version: number }[]
}

interface Options {
  client: Client
  tokens: readonly string[]
  customerId: string
  writes: number
  withKeys: boolean
  /** Told after every write how many there are. */
  onWritten?: (count: number) => void
  /** Waited for before every write. */
  ready?: () => Promise<void>
  /** Throws an answer away, as a broken connection would. */
  loseAnswer?: () => boolean
}

const CHANGES_IN_TEN = 4
const WRITES_PER_EXPORT = 50

/** Lanes that each write one after the other, all at the same time, until together they have written enough. */
export async function runWorkload(options: Options): Promise<Written[]> {
  const ledger: Written[] = []
  let begun = 0
  const lanes = options.tokens.map((token): Lane => ({ token, bins: [] }))
  await Promise.all(
    lanes.map(async (lane) => {
      while (begun < options.writes) {
        begun += 1
        const number = begun
        await options.ready?.()
        const written = await write(options, lane, number)
        ledger.push(written)
        options.onWritten?.(ledger.length)
      }
    }),
  )
  return ledger
}

async function write(options: Options, lane: Lane, number: number): Promise<Written> {
  if (number % WRITES_PER_EXPORT === 0) return askForExport(options, lane, number)
  const bin = lane.bins.at(-1 - (number % 7))
  if (bin && number % 10 < CHANGES_IN_TEN) return changeBin(options, lane, bin, number)
  return createBin(options, lane, number)
}

async function createBin(options: Options, lane: Lane, number: number): Promise<Written> {
  const mark = `Write ${number} Street`
  const location = { latitude: 39.96, longitude: -82.99, address: mark }
  // No QR code: a unique one would hide that a bin was made twice.
  const body = { customerId: options.customerId, binType: 'standard', size: 'medium', location }
  const written = await send(options, lane, { kind: 'create', method: 'POST', path: '/waste/bins', body, mark })
  lane.bins.push({ id: written.id, version: 1 })
  return written
}

async function changeBin(options: Options, lane: Lane, bin: Lane['bins'][number], number: number): Promise<Written> {
  const mark = `Change ${number}`
  const written = await send(options, lane, {
    kind: 'change',
    method: 'PATCH',
    path: `/waste/bins/${bin.id}`,
    body: { notes: mark },
    mark,
  })
  bin.version += 1
  return written
}

function askForExport(options: Options, lane: Lane, number: number): Promise<Written> {
  const mark = `export ${number}`
  const body = { resource: 'waste.bins', format: 'csv', query: { search: `write ${number}` } }
  return send(options, lane, { kind: 'export', method: 'POST', path: '/exports', body, mark })
}

type Planned = Pick<Written, 'kind' | 'mark'> & Pick<Call, 'method' | 'path' | 'body'>

async function send(
  { client, withKeys, loseAnswer }: Options,
  { token }: Lane,
  { kind, mark, ...rest }: Planned,
): Promise<Written> {
  const call: Call = { ...rest, token, key: withKeys ? randomUUID() : undefined }
  const reply = await client.untilAnswered(call, loseAnswer)
  if (reply.status >= 300) throw new Error(`${call.method} ${call.path} answers ${reply.status}: ${reply.text}`)
  return { kind, call, reply, mark, id: JSON.parse(reply.text).data.id }
}
