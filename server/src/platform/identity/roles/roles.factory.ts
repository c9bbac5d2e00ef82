import type { Permission } from '@groundwork/contract/permissions.ts'
import type { CustomRole, FieldLimits, RowLimits } from '@groundwork/contract/platform/roles.ts'
import type { TestApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'

interface Wanted {
  name?: string
  permissions?: readonly Permission[]
  fields?: FieldLimits
  rows?: RowLimits
}

let made = 0

/** A role of the caller's business, made as anybody would make it. */
export async function newRole(
  by: Caller,
  { name, permissions = [], fields = {}, rows = {} }: Wanted = {},
): Promise<CustomRole> {
  made += 1
  const answer = await by.post('/roles', { name: name ?? `Role ${made}`, permissions, fields, rows })
  if (answer.status !== 201) throw new Error(`The role was refused: ${answer.text}`)
  return answer.body.data
}

/** Somebody in the caller's business with a role made for them. */
export async function withRole(app: TestApp, by: Caller, wanted: Wanted): Promise<Caller> {
  return signedIn(app, (await newRole(by, wanted)).id, by.tenantId)
}
