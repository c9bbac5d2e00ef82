import { assertAccess } from '#platform/access/access-check.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import { permissionOf } from '#platform/resource/expand.ts'
import { seesEverything } from '#platform/resource/field-rights.ts'
import { seesAllRows } from '#platform/resource/row-rights.ts'
import { type ImportSource, importSources } from './import-source.ts'

/** A file shows what is in it: whoever sees it may see such records, and has sent it or looks after jobs and sees every field. */
export function canRead(actor: Actor, row: { resource: string; created_by: string }): boolean {
  return readableResources(actor).includes(row.resource) && (row.created_by === actor.id || seesOthers(actor))
}

/** The same for lists. */
export function visibleTo(actor: Actor): { resources: string[]; makerId?: string } {
  const resources = readableResources(actor)
  return seesOthers(actor) ? { resources } : { resources, makerId: actor.id }
}

/** Somebody else's file may hold what a role hides. */
function seesOthers(actor: Actor): boolean {
  return can(actor, 'platform.jobs.read') && seesEverything(actor) && seesAllRows(actor)
}

function readableResources(actor: Actor): string[] {
  const names = importSources().map(({ resource }) => resource.name)
  return names.filter((name) => can(actor, permissionOf(name, 'read')))
}

/** Saved mappings belong to whoever may import such records. */
export function importableResources(actor: Actor): string[] {
  const names = importSources().map(({ resource }) => resource.name)
  return names.filter((name) => can(actor, permissionOf(name, 'import')))
}

/** As a route of the resource would: the permission, its module, the state of the tenant. */
export function assertMayImport(actor: Actor, { resource }: ImportSource): void {
  assertAccess({ method: 'POST', options: { access: permissionOf(resource.name, 'import') } }, actor)
}
