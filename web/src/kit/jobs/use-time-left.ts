import { useState } from 'react'
import { durationWords } from '#ui/format/duration.ts'

const MIN_WATCHED_MS = 2_000

/** From the pace seen since the page began to watch; nothing until that says something. */
export function useTimeLeft(done: number, total: number | null): string | undefined {
  const [begun] = useState(() => ({ done, atMs: Date.now() }))
  const watchedMs = Date.now() - begun.atMs
  const gained = done - begun.done
  if (total === null || gained <= 0 || watchedMs < MIN_WATCHED_MS) return undefined
  const leftMs = ((total - done) * watchedMs) / gained
  return leftMs < 1000 ? undefined : durationWords(leftMs / 1000)
}
