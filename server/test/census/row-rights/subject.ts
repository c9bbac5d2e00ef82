import { ALL_PERMISSIONS } from '@groundwork/contract/permissions.ts'
import type { RowLimits } from '@groundwork/contract/platform/roles.ts'
import { newRole } from '#platform/identity/roles/roles.factory.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { type Business, inputsOf, type MadeRecord } from '../world/business.ts'

/** One kind of record, and somebody who may do everything in the business but with their own of it alone. */
export interface Subject {
  business: Business
  resource: AnyResource
  person: Caller
  mine: MadeRecord
  theirs: MadeRecord
}

export async function withOwnRows(business: Business, rows: RowLimits): Promise<Caller> {
  const role = await newRole(business.owner, { permissions: ALL_PERMISSIONS, rows })
  return signedIn(business.app, role.id, business.tenantId)
}

export async function subjectOf(business: Business, resource: AnyResource): Promise<Subject> {
  const person = await withOwnRows(business, { [resource.name]: { read: 'own' } })
  return {
    business,
    resource,
    person,
    mine: await madeBy(person, business, resource),
    theirs: await theirsIn(business, resource),
  }
}

export async function madeBy(caller: Caller, business: Business, resource: AnyResource): Promise<MadeRecord> {
  const answer = await caller.post(resource.path, await inputsOf(resource.name).create(business))
  if (answer.status !== 201) throw new Error(`POST ${resource.path} of somebody with own rows answers ${answer.text}`)
  return answer.body.data
}

/** Somebody else's, changed once, with a comment and a file on it. */
async function theirsIn(business: Business, { name, path }: AnyResource): Promise<MadeRecord> {
  const { owner } = business
  const theirs = await business.record(name)
  const changed = await owner.patch(`${path}/${theirs.id}`, await inputsOf(name).change(business))
  if (changed.status !== 200) throw new Error(`PATCH ${path}/:id of the owner answers ${changed.text}`)
  await owner.post(`/records/${name}/${theirs.id}/comments`, { body: `On it, ${business.marker}`, mentionIds: [] })
  return changed.body.data
}

/** A text that stands in this record and in no other. */
export function nameIn(value: unknown, marker: string): string {
  return textsIn(value).find((text) => text.includes(marker) && /\d/.test(text.replace(marker, ''))) ?? ''
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
