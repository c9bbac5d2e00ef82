import type { Bin, BinStatus, CreateBin, UpdateBin } from '@groundwork/contract/waste/bins.ts'
import type { StoredValues } from '#platform/custom-fields/fields-of.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { BASE_COLUMNS, givenColumns, toBaseFields } from '#platform/resource/row-parts.ts'
import { searchText } from '#platform/resource/search-text.ts'

export interface BinRow extends BaseRow {
  customer_id: string
  bin_type: Bin['binType']
  size: Bin['size']
  volume_litres: number | null
  status: BinStatus
  latitude: number
  longitude: number
  address: string
  location_notes: string | null
  qr_code: string | null
  rfid_tag: string | null
  fill_percent: number | null
  tags: string[]
  notes: string | null
  last_serviced: string | null
  custom_fields: StoredValues
}

export const BIN_COLUMNS = [
  'id',
  'customer_id',
  'bin_type',
  'size',
  'volume_litres',
  'status',
  'latitude',
  'longitude',
  'address',
  'location_notes',
  'qr_code',
  'rfid_tag',
  'fill_percent',
  'notes',
  'last_serviced',
  'tags',
  'custom_fields',
  ...BASE_COLUMNS,
] as const satisfies readonly (keyof BinRow)[]

export function toBin(row: BinRow): Bin {
  return {
    id: row.id,
    customerId: row.customer_id,
    binType: row.bin_type,
    size: row.size,
    volumeLitres: row.volume_litres,
    status: row.status,
    location: { latitude: row.latitude, longitude: row.longitude, address: row.address, notes: row.location_notes },
    qrCode: row.qr_code,
    rfidTag: row.rfid_tag,
    fillPercent: row.fill_percent,
    tags: row.tags,
    notes: row.notes,
    lastServiced: row.last_serviced,
    customFields: row.custom_fields,
    ...toBaseFields(row),
  }
}

const PLAIN = {
  customerId: 'customer_id',
  binType: 'bin_type',
  size: 'size',
  volumeLitres: 'volume_litres',
  status: 'status',
  qrCode: 'qr_code',
  fillPercent: 'fill_percent',
  tags: 'tags',
  notes: 'notes',
} as const

const PLACE = { latitude: 'latitude', longitude: 'longitude', address: 'address', notes: 'location_notes' } as const

export function toBinColumns(input: CreateBin | UpdateBin): Partial<BinRow> {
  const columns = { ...givenColumns<BinRow>(input, PLAIN), ...givenColumns<BinRow>(input.location ?? {}, PLACE) }
  // Readers print tags in either case; one spelling makes the unique index see that they are one tag.
  if (input.rfidTag !== undefined) columns.rfid_tag = input.rfidTag?.toUpperCase() ?? null
  return columns
}

export function deriveBin(row: BinRow) {
  return {
    search_text: searchText([row.qr_code, row.rfid_tag, row.address, row.location_notes, row.notes, ...row.tags]),
  }
}
