import { digitsOf, normalise } from '#platform/resource/search-text.ts'
import { recordSearch } from '#platform/search/record-search.ts'
import { customers } from './customers.resource.ts'

/** By e-mail address and phone number as codes, by name, by whatever else stands in the search text. */
export const customerSearch = recordSearch({
  resource: customers,
  label: 'Customers',
  icon: 'customer',
  columns: ['name', 'email', 'phone', 'service_address'],
  fields: { email_norm: 'email', name_norm: 'name', service_address: 'serviceAddress' },
  title: ({ name }) => name,
  subtitle: ({ service_address, phone, email }) =>
    [service_address?.street, service_address?.city].filter(Boolean).join(', ') || phone || email,
  href: (id) => `/customers/${id}`,
  codes: [
    { column: 'email_norm', spellings: ({ typed }) => [typed.toLowerCase()] },
    { column: 'phone', spellings: ({ typed }) => [`+${digitsOf(typed)}`] },
  ],
  name: { column: 'name_norm', spellings: ({ typed }) => [normalise(typed)] },
})
