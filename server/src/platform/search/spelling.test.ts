import { describe, expect, it } from 'vitest'
import { likelySpellings, slipsBetween } from './spelling.ts'

const KNOWN = ['scioto', 'scott', 'bakery', 'livingston', 'franklinton', 'nguyen']

describe('likelySpellings', () => {
  it.each([
    ['sciotto', 'scioto', 'a letter too many'],
    ['sciot0', undefined, 'a code is right or wrong'],
    ['bakrey', 'bakery', 'two swapped'],
    ['nguyn', 'nguyen', 'one missing'],
    ['bokery', 'bakery', 'another one'],
    ['livingtson', 'livingston', 'two swapped in a long word'],
    ['livinsgtan', 'livingston', 'two slips in a long word'],
    ['frankilnt', 'franklinton', 'not typed to its end'],
    ['skutt', undefined, 'two slips in a short word'],
    ['bak', undefined, 'too short to say'],
    ['zzzzzz', undefined, 'nothing is near'],
  ])('%s → %s: %s', (typed, known, _slip) => {
    const [spellings] = likelySpellings([typed], KNOWN) ?? []
    expect(spellings).toEqual(known === undefined ? undefined : [known])
  })

  it('leaves the words alone that are right', () => {
    expect(likelySpellings(['sciotto', '12'], KNOWN)).toEqual([['scioto'], ['12']])
  })
})

describe('slipsBetween', () => {
  it('counts no further than it is asked to', () => {
    expect(slipsBetween('abcdefgh', 'stuvwxyz', 2)).toBe(3)
  })
})
