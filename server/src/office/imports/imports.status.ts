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

const WORDS: Record<ImportMove, string> = {
  change: 'changed',
  check: 'checked',
  run: 'run',
  cancel: 'cancelled',
  undo: 'undone',
}

interface Moving {
  state: ImportState
  expires_at: string
}

export function mayMove({ state, expires_at }: Moving, move: ImportMove, now: Date): boolean {
  return MOVES[move].includes(state) && (move === 'cancel' || !isOver(expires_at, now))
}

export function assertMayMove({ state, expires_at }: Moving, move: ImportMove, now: Date): void {
  if (!MOVES[move].includes(state)) throw notNow(state, move)
  if (move !== 'cancel' && isOver(expires_at, now)) {
    throw new AppError(
      'import.not-in-state',
      'The time of this import is over and its file is removed; upload the file again',
    )
  }
}

/** The file, the rows that were wrong and what undoing needs are kept for a time only. */
function isOver(expiresAt: string, now: Date): boolean {
  return Date.parse(expiresAt) <= now.getTime()
}

function notNow(state: ImportState, move: ImportMove): AppError {
  const states = MOVES[move].join(', ').replaceAll('_', ' ')
  return new AppError(
    'import.not-in-state',
    `The import is ${state.replace('_', ' ')}; it can be ${WORDS[move]} while it is ${states}`,
  )
}
