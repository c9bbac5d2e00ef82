import type { TagColour } from '@groundwork/contract/platform/tags.ts'
import type { Bin } from '@groundwork/contract/waste/bins.ts'
import { addAttachment } from '#office/attachments/attachments.service.ts'
import { createComment } from '#office/comments/comments.service.ts'
import { tasks } from '#office/tasks/tasks.resource.ts'
import type { Ctx } from '#platform/context.ts'
import { fileStoreOf } from '#platform/files/file-store.ts'
import { typeNamed } from '#platform/files/file-types.ts'
import { saveFile } from '#platform/files/upload.service.ts'
import { type ColleagueRow, listColleagues } from '#platform/identity/colleagues/colleagues.queries.ts'
import { createRecord } from '#platform/resource/write.ts'
import { createTag } from '#platform/tags/tags.service.ts'

const DAY_MS = 86_400_000
const BINS = 'waste.bins'

const COLOURS: Record<string, TagColour> = {
  'gate code': 'amber',
  priority: 'red',
  'cracked lid': 'orange',
  'new 2026': 'green',
  heavy: 'blue',
  downtown: 'violet',
  municipal: 'teal',
}

/** Before the records that carry them, so that they have their colours from the start. */
export async function addTags(ctx: Ctx): Promise<void> {
  for (const [name, colour] of Object.entries(COLOURS)) await createTag(ctx, { name, colour })
}

/** What people do together: photos of a few bins, what they said about them, and what is to be done. */
export async function workTogether(ctx: Ctx, bins: readonly Bin[]): Promise<void> {
  const people = await listColleagues(ctx.tx, { tenantId: ctx.actor.tenant.id, part: '' })
  const others = people.filter(({ id }) => id !== ctx.actor.id)
  const [first, second, third] = bins
  const [colleague] = others
  if (!first || !second || !third || !colleague) throw new Error('Working together takes bins and people')
  // Loaded for the demo alone: what draws pictures takes 20 MB of a process.
  const { PHOTO_NAMES, takePhoto } = await import('./photos.ts')
  for (const [index, name] of PHOTO_NAMES.entries())
    await addPhoto(ctx, bins[index] ?? first, name, await takePhoto(name))
  await say(ctx, first, 'New gate code since Monday: **4417**. The dock is free before 7.')
  await say(ctx, second, `@${colleague.name} this one overflows every Friday. Can we add a pickup?`, [colleague])
  await say(ctx, third, 'Lid is cracked, see the photo. Ordered a new one.')
  await addTasks(ctx, [first, second, third], colleague)
}

async function addPhoto(ctx: Ctx, bin: Bin, name: string, photo: Buffer): Promise<void> {
  const fileType = typeNamed(name)
  if (!fileType) throw new Error(`'${name}' is no kind of file`)
  const kept = await fileStoreOf(ctx.config).put(ctx.actor.tenant.id, [photo])
  const { id: fileId } = await saveFile(ctx, { name, fileType, kept, width: null, height: null })
  await addAttachment(ctx, { resource: BINS, recordId: bin.id }, { fileId })
}

function say(ctx: Ctx, bin: Bin, body: string, people: readonly ColleagueRow[] = []): Promise<unknown> {
  const mentionIds = people.map(({ id }) => id)
  return createComment(ctx, { resource: BINS, recordId: bin.id }, { body, mentionIds })
}

async function addTasks(ctx: Ctx, bins: readonly Bin[], colleague: ColleagueRow): Promise<void> {
  const deeds = [
    { title: 'Tell the drivers the new gate code', assigneeId: ctx.actor.id, days: -1 },
    { title: 'Talk about a second pickup on Fridays', assigneeId: colleague.id, days: 0 },
    { title: 'Mount the new lid', assigneeId: ctx.actor.id, days: 5 },
  ]
  for (const [index, { days, ...deed }] of deeds.entries()) {
    const dueOn = new Date(ctx.now.getTime() + days * DAY_MS).toISOString().slice(0, 10)
    const link = { resource: BINS, recordId: bins[index]?.id ?? null }
    await createRecord(ctx, tasks, { ...deed, ...link, state: 'open', dueOn })
  }
}
