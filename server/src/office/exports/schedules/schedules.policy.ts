import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'

interface Made {
  created_by: string
}

/** Its maker, in whose name it runs, and who looks after jobs. Who may see it says exports.policy.ts, as for its files. */
export function canChange(actor: Actor, { created_by }: Made): boolean {
  return created_by === actor.id || can(actor, 'platform.jobs.update')
}
