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
  textColumn('id', 'Id', { aliases: ['bin id'] }),
  textColumn('qrCode', 'QR code', { aliases: ['code', 'bin code', 'barcode', 'container number', 'bin number', 'qr'] }),
  textColumn('rfidTag', 'RFID tag', { aliases: ['rfid', 'tag'] }),
  textColumn('customer', 'Customer', {
    aliases: ['customer name', 'account', 'client'],
    isAlwaysSet: true,
    write: ({ customer }) => customer?.name ?? null,
  }),
  textColumn('customerId', 'Customer id', { isRequired: true }),
  wordColumn('binType', 'Type', { aliases: ['material', 'waste type', 'stream'], isRequired: true }),
  wordColumn('size', 'Size', { aliases: ['bin size', 'container size'], isRequired: true }),
  integerColumn('volumeLitres', 'Volume (l)', { aliases: ['volume', 'litres', 'liters'] }),
  wordColumn('status', 'Status', { aliases: ['state', 'condition'], isAlwaysSet: true }),
  decimalColumn('location.latitude', 'Latitude', { aliases: ['lat'], isRequired: true }),
  decimalColumn('location.longitude', 'Longitude', { aliases: ['lng', 'lon', 'long'], isRequired: true }),
  textColumn('location.address', 'Address', {
    aliases: ['street', 'location', 'service address', 'street address'],
    isRequired: true,
  }),
  textColumn('location.notes', 'Access notes', { aliases: ['placement', 'access', 'gate code', 'location notes'] }),
  integerColumn('fillPercent', 'Fill (%)', { aliases: ['fill', 'fill level'] }),
  listColumn('tags', 'Tags', { aliases: ['labels'] }),
  textColumn('notes', 'Notes', { aliases: ['comments', 'remarks'] }),
  shownColumn('lastServiced', 'Last serviced', 'time'),
  shownColumn('createdAt', 'Created at', 'time'),
  shownColumn('updatedAt', 'Changed at', 'time'),
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
