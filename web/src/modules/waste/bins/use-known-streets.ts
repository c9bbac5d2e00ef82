import type { Bin } from '@groundwork/contract/waste/bins.ts'
import { useMemo, useState } from 'react'
import { type Addressed, type Street, streetsOf } from '#kit/map/streets.ts'

const MAX_KNOWN = 5_000

/** Streets from the addresses seen so far: panning only ever adds to them. */
export function useKnownStreets(bins: readonly Bin[]): Street[] {
  const [known, setKnown] = useState<ReadonlyMap<string, Addressed>>(new Map())
  const fresh = bins.filter(({ id }) => !known.has(id))
  if (fresh.length > 0 && known.size < MAX_KNOWN)
    setKnown(new Map([...known, ...fresh.map(({ id, location }): [string, Addressed] => [id, location])]))
  return useMemo(() => streetsOf([...known.values()]), [known])
}
