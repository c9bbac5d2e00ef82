import { Bin, BinList, CreateBin, UpdateBin } from '@groundwork/contract/waste/bins.ts'
import { customerNames } from '#office/customers/customer-names.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { nameViolation } from '#platform/database/violations.ts'
import { AppError } from '#platform/errors.ts'
import { anyOf, before, holds, since, within } from '#platform/resource/filters.ts'
import { defineResource, type SortColumn } from '#platform/resource/resource.ts'
import { ownBy } from '#platform/resource/row-rights.ts'
import { BIN_COLUMNS, type BinRow, deriveBin, toBin, toBinColumns } from './bins.row.ts'

nameViolation('waste_bins_qr_code', {
  rule: 'waste.bin-qr-code-taken',
  message: 'Another bin has this QR code; scan it to see which',
  field: 'qrCode',
})
nameViolation('waste_bins_rfid_tag', {
  rule: 'waste.bin-rfid-tag-taken',
  message: 'Another bin has this RFID tag; scan it to see which',
  field: 'rfidTag',
})
nameViolation('waste_bins_tenant_id_customer_id_fkey', {
  rule: 'record.reference-missing',
  message: 'There is no such customer',
  field: 'customerId',
})

const CREATED: SortColumn = { column: 'created_at', type: 'timestamptz' }

export const bins = defineResource<BinRow, Bin, CreateBin, UpdateBin>({
  name: 'waste.bins',
  noun: 'bin',
  event: 'waste.bin',
  module: 'waste',
  path: '/waste/bins',
  table: 'waste_bins',
  columns: BIN_COLUMNS,
  takesCustomFields: true,
  schemas: { record: Bin, create: CreateBin, update: UpdateBin, list: BinList },
  toRecord: toBin,
  toColumns: toBinColumns,
  derive: deriveBin,
  filters: {
    customerId: anyOf('customer_id', 'uuid'),
    binType: anyOf('bin_type', 'text'),
    size: anyOf('size', 'text'),
    status: anyOf('status', 'text'),
    tag: holds('tags'),
    near: within('position'),
    servicedAfter: since('last_serviced'),
    servicedBefore: before('last_serviced'),
    createdAfter: since('created_at'),
    createdBefore: before('created_at'),
  },
  sorts: {
    binType: { column: 'bin_type', type: 'text', ties: CREATED },
    size: { column: 'size', type: 'text', ties: CREATED },
    status: { column: 'status', type: 'text', ties: CREATED },
    lastServiced: { column: 'last_serviced', type: 'timestamptz', nullable: true },
    createdAt: CREATED,
    updatedAt: { column: 'updated_at', type: 'timestamptz' },
    qrCode: { column: 'qr_code', type: 'text', nullable: true },
    fillPercent: { column: 'fill_percent', type: 'int4', nullable: true },
  },
  expands: { customer: { fill: expandCustomer } },
  own: ownBy('made by them', 'created_by'),
  fieldFacts: {
    alwaysSeen: ['customerId', 'customer', 'binType', 'size', 'status', 'location'],
    madeOf: { customer: ['customerId'] },
    askedAs: { near: 'location', tag: 'tags', servicedAfter: 'lastServiced', servicedBefore: 'lastServiced' },
    searched: { qrCode: 'qr_code', rfidTag: 'rfid_tag', location: 'address, location_notes', notes: 'notes' },
  },
  rules: { beforeSave: assertCustomer },
})

export async function expandCustomer(ctx: ReadCtx, records: Bin[]): Promise<void> {
  const byId = await customerNames(ctx, [...new Set(records.map((bin) => bin.customerId))])
  for (const bin of records) {
    const customer = byId.get(bin.customerId)
    if (customer) bin.customer = customer
  }
}

/** The key of the table would say so too, but only at the end and not for another tenant's customer in plain words. */
async function assertCustomer(ctx: Ctx, next: BinRow, current: BinRow | undefined): Promise<void> {
  if (current && current.customer_id === next.customer_id) return
  if ((await customerNames(ctx, [next.customer_id])).size > 0) return
  const message = `There is no customer ${next.customer_id}`
  throw new AppError('record.reference-missing', message, { details: [{ field: 'customerId', message }] })
}
