import { type RoleRights, rightsOfRole } from '#platform/access/role-rights.ts'
import { type Database, NO_TENANT } from '#platform/database/database.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { type Account, findAccount, findAccountByEmail } from '../../accounts/accounts.queries.ts'
import { normaliseEmail } from '../../accounts/normalise-email.ts'
import { findPerson, type PersonCredential } from '../../credentials/credential.queries.ts'
import { findRoleById } from '../../roles/roles.queries.ts'
import {
  findLinkedMember,
  findPossibleMember,
  type LinkedMember,
  type PossibleMember,
} from '../identities/identities.queries.ts'
import type { Arrival } from './arrival.ts'
import type { Place } from './place.ts'

/** What we know of somebody who arrives. */
export interface Known {
  linked: LinkedMember | undefined
  /** The account that is linked, or else the one with the proven address. */
  account: Account | undefined
  person: PersonCredential | undefined
  member: PossibleMember | undefined
  /** What their claims make them here. */
  role: RoleRights | undefined
}

export async function lookUp(database: Database, { tenant }: Place, arrival: Arrival): Promise<Known> {
  const tenantId = tenant.id
  const inTenant = <T>(work: (tx: Tx) => Promise<T>) => database.read({ tenantId, actorId: null }, work)
  const { issuer, subject } = arrival
  const emailNorm = normaliseEmail(arrival.provenEmail ?? '')
  const [linked, role] = await inTenant((tx) =>
    Promise.all([findLinkedMember(tx, { tenantId, issuer, subject }), firstRole(tx, tenantId, arrival.roleWords)]),
  )
  const [account, person] = await database.read(NO_TENANT, (tx) =>
    linked
      ? Promise.all([findAccount(tx, { userId: linked.userId }), findPerson(tx, 'user', linked.userId)])
      : Promise.all([findAccountByEmail(tx, { emailNorm }), findPerson(tx, 'email', emailNorm)]),
  )
  const member = linked
    ? undefined
    : await inTenant((tx) => findPossibleMember(tx, { tenantId, userId: account?.id ?? null, emailNorm }))
  return { linked, account, person, member, role }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A role of the business's own may have been deleted since the rule was made: then the next rule decides. */
async function firstRole(tx: Tx, tenantId: string, words: readonly string[]): Promise<RoleRights | undefined> {
  for (const word of words) {
    const stored = UUID.test(word) ? await findRoleById(tx, { tenantId, id: word }) : undefined
    const rights = rightsOfRole(word, stored ?? null)
    if (rights) return rights
  }
  return undefined
}
