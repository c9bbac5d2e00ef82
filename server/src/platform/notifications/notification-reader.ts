import { SYSTEM_ID, systemActor } from '../access/actor.ts'
import { NO_TENANT } from '../database/database.ts'
import type { Tx } from '../database/transaction.ts'
import type { Progress } from '../events/follower.ts'
import { hasPending, type LogRow, listEventsById, scanLog } from '../events/log.queries.ts'
import type { Position } from '../events/position.ts'
import { holdPlace } from '../events/reader-place.ts'
import { findReader, moveReader, placeReader } from '../events/readers.queries.ts'
import { findTenantById } from '../identity/credentials/credential.queries.ts'
import type { Services } from '../services.ts'
import { eventsWithRules } from './notification-rules.ts'
import { tellPeople } from './tell-people.ts'

const READER = 'notifications'
const THE_BEGINNING: Position = { txid: '0', sequence: '0' }
/** Entries of the log that are looked at in one go; most are nobody's news. */
const DEPTH = 2_000
/** So many events are told of in one transaction. */
const BATCH = 100
/** The reader's place is written down when it has something to tell, or has passed so many events that nobody is told of. */
const WORTH_WRITING = 500

type Parts = Pick<Services, 'database' | 'write' | 'announce'>

const REQUEST = { id: 'notifications', address: 'job', userAgent: null }

/**
 * Tells people of what has happened in one tenant since the last time. What is told and how far has been read are one
 * commit, so nothing is lost and nothing told twice wherever a process dies.
 */
export async function readNotifications(parts: Parts, tenantId: string): Promise<Progress> {
  const { news, scanned, isPending } = await peek(parts, tenantId)
  const end = isPending ? 'pending' : 'done'
  if (news === 0 && scanned < WORTH_WRITING) return end
  const told = await tellOnce(parts, tenantId)
  for (const userId of told) parts.announce({ kind: 'notified', tenantId, userId })
  return news > BATCH || scanned === DEPTH ? 'more' : end
}

interface Ahead {
  news: number
  scanned: number
  isPending: boolean
}

/** Without a lock and without writing: mostly there is nothing to tell. */
function peek({ database }: Parts, tenantId: string): Promise<Ahead> {
  return database.read({ tenantId, actorId: SYSTEM_ID }, async (tx) => {
    const from = (await findReader(tx, { tenantId, reader: READER })) ?? THE_BEGINNING
    // In this order: asked after the log, what an ending transaction uncovers in between would count as read.
    const [pending, [scan]] = await Promise.all([hasPending(tx, { tenantId }), scanFrom(tx, tenantId, from)])
    return { news: scan?.ids.length ?? 0, scanned: scan?.scanned ?? 0, isPending: pending?.pending === true }
  })
}

function scanFrom(tx: Tx, tenantId: string, from: Position) {
  return scanLog(tx, { tenantId, ...from, types: eventsWithRules(), depth: DEPTH, limit: BATCH + 1 })
}

/** Answers who has been told something. */
async function tellOnce(parts: Parts, tenantId: string): Promise<Set<string>> {
  const tenant = await parts.database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId }))
  // Closed for good meanwhile: nobody is left to tell.
  if (!tenant) return new Set()
  return parts.write(systemActor(tenant), REQUEST, async (ctx) => {
    const { tx } = ctx
    await placeReader(tx, { tenantId, reader: READER, ...THE_BEGINNING })
    const from = await holdPlace(tx, { tenantId, reader: READER })
    if (!from) throw new Error('The reader of notifications has lost its place')
    const [scan] = await scanFrom(tx, tenantId, from)
    if (!scan || scan.scanned === 0) return new Set()
    const rows = await listEventsById(tx, { tenantId, ids: scan.ids.slice(0, BATCH) })
    const told = new Set<string>()
    for (const row of rows) for (const userId of await tellPeople(ctx, row)) told.add(userId)
    await moveReader(tx, { tenantId, reader: READER, ...placeAfter(scan, rows) })
    return told
  })
}

/** Behind the last one told of where there are more, otherwise behind everything that was looked at. */
function placeAfter(
  scan: { ids: string[]; txid: string | null; sequence: string | null },
  rows: readonly LogRow[],
): Position {
  const last = rows.at(-1)
  if (scan.ids.length > BATCH && last) return { txid: last.txid, sequence: last.sequence }
  if (scan.txid === null || scan.sequence === null) throw new Error('A scan that looked at events knows the last one')
  return { txid: scan.txid, sequence: scan.sequence }
}
