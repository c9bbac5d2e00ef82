import { BinList } from '@groundwork/contract/waste/bins.ts'
import { describe, expect, it } from 'vitest'
import { filterFields, paramsOf } from './filter-fields.ts'

const fields = filterFields(BinList, {
  labels: { status: 'Status', serviced: 'Last serviced', customerId: 'Customer', unknown: 'Nothing' },
  wordOf: (_, value) => value.toUpperCase(),
})

describe('filterFields', () => {
  it('offers the words of the contract, as people say them', () => {
    expect(fields[0]).toMatchObject({ kind: 'choice', key: 'status' })
    expect(fields[0]?.kind === 'choice' && fields[0].options).toContainEqual({
      value: 'overflowing',
      label: 'OVERFLOWING',
    })
  })

  it('makes one chip of a pair of times', () => {
    const serviced = fields.find(({ key }) => key === 'serviced')
    expect(serviced && paramsOf(serviced)).toEqual(['servicedAfter', 'servicedBefore'])
  })

  it('leaves out what the list cannot be asked', () => {
    expect(fields.map(({ key }) => key)).not.toContain('unknown')
  })
})
