import type { CreateTask } from '@groundwork/contract/office/tasks.ts'
import type { Random } from '#platform/random.ts'

const DEEDS = [
  'Call about the broken lid',
  'Check the gate code',
  'Send the new price list',
  'Replace the worn label',
  'Measure the loading dock',
  'Ask for the contract of next year',
]

/** A valid task; say what the test is about and leave the rest. */
export function taskInput(random: Random, given: Partial<CreateTask> = {}): CreateTask {
  return { title: random.pick(DEEDS), state: 'open', notes: null, dueOn: null, ...given }
}
