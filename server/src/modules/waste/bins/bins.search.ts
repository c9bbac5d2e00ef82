import { recordSearch } from '#platform/search/record-search.ts'
import { bins } from './bins.resource.ts'

/** By what a scanner reads or a person types from the label, then by address and notes. */
export const binSearch = recordSearch({
  resource: bins,
  label: 'Bins',
  icon: 'bin',
  columns: ['qr_code', 'rfid_tag', 'address'],
  fields: { qr_code: 'qrCode', rfid_tag: 'rfidTag', address: 'location' },
  title: ({ qr_code, rfid_tag }) => qr_code ?? rfid_tag ?? 'Bin without a label',
  subtitle: ({ address }) => address,
  href: (id) => `/waste/bins/${id}`,
  codes: [
    { column: 'qr_code', spellings: ({ typed }) => [typed, typed.toUpperCase()] },
    { column: 'rfid_tag', spellings: ({ typed }) => [typed.toUpperCase()] },
  ],
  name: { column: 'qr_code', spellings: ({ typed }) => [typed.toUpperCase()] },
})
