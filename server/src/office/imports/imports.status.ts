import type { ImportState } from '@groundwork/contract/office/imports.ts'
import { AppError } from '#platform/errors.ts'

export type ImportMove = 'change' | 'check' | 'run' | 'cancel' | 'undo'

/** From which states a person may do what. */
const MOVES: Record<ImportMove, readonly ImportState[]> = {
  change: ['uploaded', 'checked'],
  check: ['uploaded', 'checked'],
  run: ['uploaded', 'checked', 'stopped'],
  cancel: ['reading', 'checking', 'running', 'undoing'],
  undo: ['finished', 'stopped', 'undo_stopped'],
}

const WORDS: Record<ImportMove, string> = { change: 'changed', check: 'checked', run: 'run', cancel: 'cancelled', undo: 'undone' }

export function mayMove(state: ImportState, move: ImportMove): boolean {
  return MOVES[move].includes(state)
}

export function assertMayMove(state: ImportState, move: ImportMove): void {
  if (mayMove(state, move)) return
  throw new AppError('import.not-in-state', `The import is ${state.replace('_', ' ')}; it can be ${WORDS[move]} while it is ${MOVES[move].join(', ').replaceAll('_', ' ')}`)
}
