import { CreateBin } from '@groundwork/contract/waste/bins.ts'
import { describe, expect, it } from 'vitest'
import { findCollisions, mergeVersions } from './conflict.ts'
import { fieldsOf } from './field-spec.ts'
import { toValues } from './form-values.ts'

const fields = fieldsOf(CreateBin)
const location = { latitude: 40, longitude: -83, address: '120 E Broad St', notes: null }
const base = { customerId: 'c', binType: 'standard', size: 'medium', status: 'empty', notes: 'old', location }
const mine = toValues(fields, { ...base, notes: 'mine', status: 'full' })
const theirs = { ...base, notes: 'theirs', size: 'large' }

describe('findCollisions', () => {
  it('names only fields that both changed, each to something else', () => {
    expect(findCollisions(fields, { base, mine, theirs }).map(({ spec }) => spec.path)).toEqual(['notes'])
  })

  it('sees no collision where both chose the same', () => {
    expect(findCollisions(fields, { base, mine, theirs: { ...base, notes: 'mine' } })).toEqual([])
  })
})

describe('mergeVersions', () => {
  it('keeps what only one of them changed, and of a collision the chosen one', () => {
    expect(mergeVersions(fields, { base, mine, theirs }, new Set(['notes']))).toMatchObject({
      notes: 'mine',
      status: 'full',
      size: 'large',
    })
    expect(mergeVersions(fields, { base, mine, theirs }, new Set())).toMatchObject({
      notes: 'theirs',
      status: 'full',
      size: 'large',
    })
  })
})
