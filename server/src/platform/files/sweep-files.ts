import type { Tx } from '../database/transaction.ts'
import type { CronTask } from '../jobs/cron.ts'
import type { Services } from '../services.ts'
import { type FileStore, fileStoreOf } from './file-store.ts'

/** Who refers to files says which, and lets go of them when their time is over. */
export interface FileUser {
  release(tx: Tx, params: { tenantId: string; now: string }): Promise<unknown>
  listUsed(tx: Tx, params: { tenantId: string; keys: readonly string[] }): Promise<{ key: string }[]>
}

const users: FileUser[] = []

/** A file that none of the users refers to is removed. */
export function addFileUser(user: FileUser): void {
  users.push(user)
}

const HOUR_MS = 60 * 60 * 1000
const AT_ONCE = 500

/** Also what a crash has left behind. Twice is harmless: what is gone is gone. */
export const sweepFiles: CronTask = {
  name: 'files.sweep',
  schedule: '52 * * * *',
  async run(services, signal) {
    const store = fileStoreOf(services.config)
    const unusedSince = new Date(Date.now() - HOUR_MS)
    await store.removeUnfinished(unusedSince)
    for (const tenantId of await store.listTenants()) {
      signal.throwIfAborted()
      await sweepTenant(services, store, tenantId, unusedSince)
    }
  },
}

async function sweepTenant(
  { database, clock }: Services,
  store: FileStore,
  tenantId: string,
  unusedSince: Date,
): Promise<void> {
  const scope = { tenantId, actorId: null }
  await database.write(scope, async (tx) => {
    for (const user of users) await user.release(tx, { tenantId, now: clock.now().toISOString() })
  })
  const keys = await store.listKeys(tenantId)
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const some = keys.slice(from, from + AT_ONCE)
    const used = await database.read(scope, (tx) =>
      Promise.all(users.map((user) => user.listUsed(tx, { tenantId, keys: some }))),
    )
    const kept = new Set(used.flat().map(({ key }) => key))
    for (const key of some) if (!kept.has(key)) await store.remove(key, unusedSince)
  }
}
