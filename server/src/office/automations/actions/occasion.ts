import type { ActionResult } from '@groundwork/contract/office/automations.ts'
import type { Facts } from '../events/templates.ts'

/** What an action is done for. */
export interface Occasion {
  automation: { id: string; name: string }
  facts: Facts
}

/** What came of it, or would. */
export type Outcome = Pick<ActionResult, 'summary' | 'changes'>
