import { useNavigate, useSearch } from '@tanstack/react-router'

export type UrlState = Readonly<Record<string, string>>
type Patch = Record<string, string | undefined>

/** What the page shows stands in its address, so that back works and links can be sent to a colleague. */
export function useUrlState() {
  // The router is told to read every parameter as text (see app/router.tsx).
  const state = useSearch({ strict: false }) as UrlState
  const navigate = useNavigate()
  const patch = (changes: Patch, { replace = false } = {}) =>
    void navigate({ to: '.', search: without({ ...state, ...changes }), replace, resetScroll: false })
  const replaceAll = (next: Patch) => void navigate({ to: '.', search: without(next), resetScroll: false })
  return { state, patch, replaceAll }
}

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Commas and colons stay readable: filters with several values are written with them. */
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') params.set(name, String(value))
  }
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text ? `?${text}` : ''
}

function without(changes: Patch): Record<string, string> {
  const kept = Object.entries(changes).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  )
  return Object.fromEntries(kept)
}
