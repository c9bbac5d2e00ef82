import type { Customer } from '@groundwork/contract/office/customers.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'
import { customers } from './customers.resource.ts'

interface Likeness {
  name: string
  email: string
  phone: string
  exceptId: string | undefined
}

const MIN_NAME = 3

/** Asked while the form is being filled, so that the second record of a customer is not made in the first place. */
export function useLikelyDuplicates({ name, email, phone, exceptId }: Likeness) {
  const query = {
    name: name.length >= MIN_NAME ? name : undefined,
    // Half an address finds nothing; ask once it can be one.
    email: email.includes('@') ? email : undefined,
    phone: phone.length > 7 ? phone : undefined,
  }
  const isWorthAsking = Object.values(query).some(Boolean)
  return useQuery({
    queryKey: [customers.path, 'duplicates', query, exceptId],
    queryFn: ({ signal }) => groundwork.get('customers/duplicates', { query: { ...query, exceptId }, signal }),
    enabled: isWorthAsking,
    placeholderData: keepPreviousData,
  })
}

export function formatAddress(address: NonNullable<Customer['serviceAddress']>): string {
  const { street, city, state, zipCode } = address
  return [street, city, [state, zipCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
}
