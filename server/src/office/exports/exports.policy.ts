import { assertAccess } from '#platform/access/access-check.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import { permissionOf } from '#platform/resource/expand.ts'
import { seesEverything } from '#platform/resource/field-rights.ts'
import { seesAllRows } from '#platform/resource/row-rights.ts'
import { type ExportSource, exportSources } from './export-source.ts'

/** Whoever could make the file themselves, and has made it or looks after jobs and sees every field. */
export function canRead(actor: Actor, row: { resource: string; created_by: string }): boolean {
  return exportableResources(actor).includes(row.resource) && (row.created_by === actor.id || seesOthers(actor))
}

/** The same for lists. */
export function visibleTo(actor: Actor): { resources: string[]; makerId?: string } {
  const resources = exportableResources(actor)
  return seesOthers(actor) ? { resources } : { resources, makerId: actor.id }
}

/** A file made by somebody else may hold what a role hides. */
function seesOthers(actor: Actor): boolean {
  return can(actor, 'platform.jobs.read') && seesEverything(actor) && seesAllRows(actor)
}

function exportableResources(actor: Actor): string[] {
  const names = exportSources().map(({ resource }) => resource.name)
  return names.filter((name) => can(actor, permissionOf(name, 'export')))
}

/** As a route that only reads: a tenant that cannot write any more can still take its data along. */
export function assertMayExport(actor: Actor, { resource }: ExportSource): void {
  assertAccess({ method: 'GET', options: { access: permissionOf(resource.name, 'export') } }, actor)
}
