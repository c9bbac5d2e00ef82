import type { Bin } from '@groundwork/contract/waste/bins.ts'
import { findCustomersByText } from '#office/customers/find-customers.ts'
import type { ExportSource } from '#office/exports/export-source.ts'
import type { ImportSource } from '#office/imports/import-source.ts'
import {
  decimalColumn,
  integerColumn,
  listColumn,
  type SheetColumn,
  shownColumn,
  textColumn,
  wordColumn,
} from '#platform/sheets/column.ts'
import { bins } from './bins.resource.ts'

const columns: SheetColumn<Bin>[] = [
  textColumn('id', 'Id', { stored: 'id', aliases: ['bin id'] }),
  textColumn('qrCode', 'QR code', {
    stored: 'qr_code',
    aliases: ['code', 'bin code', 'barcode', 'container number', 'bin number', 'qr'],
  }),
  textColumn('rfidTag', 'RFID tag', { stored: 'rfid_tag', aliases: ['rfid', 'tag'] }),
  textColumn('customer', 'Customer', {
    aliases: ['customer name', 'account', 'client'],
    isAlwaysSet: true,
    stored: { table: 'customers', by: 'customer_id', column: 'name' },
    write: ({ customer }) => customer?.name ?? null,
  }),
  textColumn('customerId', 'Customer id', { stored: 'customer_id', isRequired: true }),
  wordColumn('binType', 'Type', {
    stored: 'bin_type',
    aliases: ['material', 'waste type', 'stream'],
    isRequired: true,
  }),
  wordColumn('size', 'Size', { stored: 'size', aliases: ['bin size', 'container size'], isRequired: true }),
  integerColumn('volumeLitres', 'Volume (l)', { stored: 'volume_litres', aliases: ['volume', 'litres', 'liters'] }),
  wordColumn('status', 'Status', { stored: 'status', aliases: ['state', 'condition'], isAlwaysSet: true }),
  decimalColumn('location.latitude', 'Latitude', { stored: 'latitude', aliases: ['lat'], isRequired: true }),
  decimalColumn('location.longitude', 'Longitude', {
    stored: 'longitude',
    aliases: ['lng', 'lon', 'long'],
    isRequired: true,
  }),
  textColumn('location.address', 'Address', {
    stored: 'address',
    aliases: ['street', 'location', 'service address', 'street address'],
    isRequired: true,
  }),
  textColumn('location.notes', 'Access notes', {
    stored: 'location_notes',
    aliases: ['placement', 'access', 'gate code', 'location notes'],
  }),
  integerColumn('fillPercent', 'Fill (%)', { stored: 'fill_percent', aliases: ['fill', 'fill level'] }),
  listColumn('tags', 'Tags', { stored: { list: 'tags' }, aliases: ['labels'] }),
  textColumn('notes', 'Notes', { stored: 'notes', aliases: ['comments', 'remarks'] }),
  shownColumn('lastServiced', 'Last serviced', 'time', 'last_serviced'),
  shownColumn('createdAt', 'Created at', 'time', 'created_at'),
  shownColumn('updatedAt', 'Changed at', 'time', 'updated_at'),
]

export const binImport: ImportSource = {
  resource: bins,
  columns,
  keys: [
    {
      column: 'qrCode',
      table: { name: 'qr_code', type: 'text' },
      taken: 'Another bin has this QR code',
      normalise: (value) => value,
    },
    {
      column: 'rfidTag',
      table: { name: 'rfid_tag', type: 'text' },
      taken: 'Another bin has this RFID tag',
      normalise: (value) => value.toUpperCase(),
    },
  ],
  references: [{ column: 'customer', field: 'customerId', resolve: findCustomersByText }],
}

export const binExport: ExportSource = { resource: bins, columns, expands: ['customer'] }
