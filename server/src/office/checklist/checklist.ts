import type { ChecklistItem } from '@groundwork/contract/office/checklist.ts'
import type { Module } from '#platform/access/actor.ts'
import type { ReadCtx } from '#platform/context.ts'

/** One step of a module's first run. `isDone` looks at the data: what was imported counts as well as what was typed. */
export interface Step extends Omit<ChecklistItem, 'done'> {
  /** Only where the module is on; null concerns every business. */
  module: Module | null
  isDone(ctx: ReadCtx): Promise<boolean>
}

const steps: Step[] = []

/** The port by which office and the modules say what a new business does first. */
export function addSteps(...more: Step[]): void {
  steps.push(...more)
}

export async function readChecklist(ctx: ReadCtx): Promise<ChecklistItem[]> {
  const mine = steps.filter(({ module }) => module === null || ctx.actor.tenant.modules.includes(module))
  return Promise.all(mine.map(async ({ module: _, isDone, ...step }) => ({ ...step, done: await isDone(ctx) })))
}
