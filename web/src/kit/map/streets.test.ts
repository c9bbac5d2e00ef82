import { describe, expect, it } from 'vitest'
import { type Addressed, streetsOf } from './streets.ts'

const along = (address: string, longitude: number, latitude = 39.96): Addressed => ({ address, longitude, latitude })

describe('streetsOf', () => {
  it('draws a street through addresses that lie in a line, as far as they reach', () => {
    const [street] = streetsOf([
      along('10 E Broad St, Columbus', -83),
      along('90 E Broad St, Columbus', -82.998),
      along('200 E Broad St, Columbus', -82.994),
    ])
    expect(street?.name).toBe('E Broad St')
    expect([street?.from[0], street?.to[0]].map((x) => x?.toFixed(3)).toSorted()).toEqual(['-82.994', '-83.000'])
  })

  it.each([
    ['too few addresses', [along('10 Oak St, X', -83), along('20 Oak St, X', -82.99)]],
    [
      'addresses all over the place',
      [
        along('1 Oak St, X', -83, 39.9),
        along('2 Oak St, X', -82.9, 40),
        along('3 Oak St, X', -83.1, 40.1),
        along('4 Oak St, X', -82.95, 39.92),
      ],
    ],
    ['one spot', [along('1 Oak St, X', -83), along('2 Oak St, X', -83.00001), along('3 Oak St, X', -83.00002)]],
    ['no house number', [along('Oak St, X', -83), along('Oak St, X', -82.99), along('Oak St, X', -82.98)]],
  ])('draws nothing for %s', (_, places) => {
    expect(streetsOf(places)).toEqual([])
  })
})
