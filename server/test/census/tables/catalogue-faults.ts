import type { Client } from 'pg'
import { keyFaults } from './key-faults.ts'
import { policyFaults } from './policy-faults.ts'
import { rightsFaults } from './rights-faults.ts'

/** Everything in the catalogue that leaves a way from one tenant into another, in sentences that name table and rule. */
export async function catalogueFaults(client: Client): Promise<string[]> {
  return [...(await policyFaults(client)), ...(await keyFaults(client)), ...(await rightsFaults(client))]
}
