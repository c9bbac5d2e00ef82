import { Id } from '@groundwork/contract/http/fields.ts'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { defineJob } from '../jobs/define-job.ts'
import { toRecords } from '../resource/records.ts'
import type { AnyResource, BaseRow } from '../resource/resource.ts'
import { lockByIds, updateRows } from '../resource/row-batches.ts'
import { leaveTrail } from '../resource/write.ts'
import { recordsWith, taggedResources } from './tag-uses.ts'
import { listTagged } from './tagged-records.queries.ts'
import { deleteTagNamed } from './tags.queries.ts'

const Payload = z.strictObject({ tagId: Id, from: z.string(), to: z.string() })
type Payload = z.infer<typeof Payload>

const BATCH = 200

/**
 * Puts one tag in another's place on every record. Twice is harmless: it looks for what still carries the old name, until
 * nothing does.
 */
export const carryTag = defineJob<Payload>({
  name: 'tags.carry',
  title: 'Change a tag on its records',
  payload: Payload,
  attempts: 5,
  timeoutMs: 60 * 60_000,
  run: async (job) => {
    const { from, to } = job.payload
    const total = (await job.read((ctx) => recordsWith(ctx, from))).reduce((sum, { count }) => sum + count, 0)
    let changed = 0
    for (const resource of taggedResources()) {
      for (;;) {
        job.signal.throwIfAborted()
        const step = await job.write((ctx) => carryBatch(ctx, resource, from, to))
        if (step === 0) break
        changed += step
        await job.progress(changed, Math.max(total, changed))
      }
    }
    // Whoever saved a record meanwhile, with the old name on it, has put that on the list again.
    await job.write((ctx) => deleteTagNamed(ctx.tx, { tenantId: ctx.actor.tenant.id, name: from, except: to }))
    return { changed }
  },
})

async function carryBatch(ctx: Ctx, resource: AnyResource, from: string, to: string): Promise<number> {
  const tenantId = ctx.actor.tenant.id
  const ids = await listTagged(ctx.tx, resource.table, { tenantId, name: from, limit: BATCH })
  if (ids.length === 0) return 0
  const current = await lockByIds<BaseRow>(ctx.tx, resource, { tenantId, ids })
  const stamp = { updated_at: ctx.now.toISOString(), updated_by: ctx.actor.id }
  const rows = current.map((row) => {
    const tags = { tags: replaced(row, from, to) }
    return { id: row.id, ...tags, ...resource.derive({ ...row, ...tags }), ...stamp }
  })
  const updated = await updateRows<BaseRow>(ctx.tx, resource, { tenantId, rows })
  const after = new Map((await toRecords(ctx, resource, updated)).map((record) => [record.id, record]))
  for (const before of await toRecords(ctx, resource, current)) {
    const next = after.get(before.id)
    if (next) leaveTrail(ctx, resource, 'updated', before, next)
  }
  return ids.length
}

/** At its place; once, where the record carried both. */
function replaced(row: object, from: string, to: string): string[] {
  const tags: unknown = Reflect.get(row, 'tags')
  return Array.isArray(tags) ? [...new Set(tags.map((tag) => (tag === from ? to : String(tag))))] : []
}
