import { readLocalStorageValue } from '@mantine/hooks'

/** What this browser opened last, for the command palette. */
export interface RecentPlace {
  href: string
  title: string
}

const KEY = 'gw-recent'
const KEPT = 8

export function readRecent(tenantId: string): RecentPlace[] {
  return readLocalStorageValue<RecentPlace[]>({ key: `${KEY}-${tenantId}`, defaultValue: [] })
}

export function rememberPlace(tenantId: string, place: RecentPlace): void {
  const others = readRecent(tenantId).filter(({ href }) => href !== place.href)
  try {
    localStorage.setItem(`${KEY}-${tenantId}`, JSON.stringify([place, ...others].slice(0, KEPT)))
  } catch {
    // Storage may be full or switched off; recent places are a convenience.
  }
}
