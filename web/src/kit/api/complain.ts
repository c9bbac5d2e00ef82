import { toastFailure } from '#ui/toast.tsx'
import { sentenceOf } from './problem.ts'

/** Says why something that was asked for did not happen, where no form stands that could say it. */
export function complain(error: unknown): void {
  toastFailure(sentenceOf(error))
}
