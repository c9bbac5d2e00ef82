import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from './url-state.ts'

describe('the address', () => {
  it('reads every parameter as text and writes it back', () => {
    const text = '?status=full,overflowing&search=12&createdAfter=2026-11-20T05:00:00Z'
    expect(parseSearch(text)).toEqual({
      status: 'full,overflowing',
      search: '12',
      createdAfter: '2026-11-20T05:00:00Z',
    })
    expect(stringifySearch(parseSearch(text))).toBe(text)
  })

  it('leaves out what is empty, and escapes what would end a parameter', () => {
    expect(stringifySearch({ a: '', b: undefined })).toBe('')
    expect(parseSearch(stringifySearch({ search: 'a&b=c#d +e' }))).toEqual({ search: 'a&b=c#d +e' })
  })
})
