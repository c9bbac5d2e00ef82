// How long answers took, counted in buckets whose bounds grow by the fourth root of two: from half a millisecond to half
// a minute in 64 of them. Counts of processes and days add up to those of all of them, which percentiles do not, and a
// percentile read from them is at most 19 % above the true one.

export const BUCKETS = 64
const FIRST_MS = 0.5
const PER_DOUBLING = 4

export function bucketOf(durationMs: number): number {
  if (durationMs <= FIRST_MS) return 0
  return Math.min(BUCKETS - 1, Math.ceil(Math.log2(durationMs / FIRST_MS) * PER_DOUBLING))
}

/** The upper bound of the bucket in which the share of answers is reached; null where there were none. */
export function percentileMs(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let seen = 0
  const bucket = counts.findIndex((count) => {
    seen += count
    return seen >= total * share
  })
  return Math.round(FIRST_MS * 2 ** (bucket / PER_DOUBLING) * 10) / 10
}
