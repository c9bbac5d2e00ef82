import { z } from 'zod'
import { Can, Id, Instant, Latitude, Longitude, RecordFields, text } from '../http/fields.ts'
import { AnyId, anyOf, defineList, Near, QueryBoolean } from '../http/list.ts'
import { CustomFieldInput, CustomFieldValues } from '../platform/custom-fields.ts'
import { TagFilter, Tags } from '../platform/tags.ts'

export const BIN_TYPES = ['standard', 'recycling', 'organic', 'hazardous'] as const
export const BIN_SIZES = ['small', 'medium', 'large', 'extra_large'] as const
export const BIN_STATUSES = ['empty', 'partial', 'full', 'overflowing', 'maintenance', 'retired'] as const
export type BinStatus = (typeof BIN_STATUSES)[number]

export const BinLocation = z.strictObject({
  latitude: Latitude.meta({ title: 'Latitude', examples: [39.9612] }),
  longitude: Longitude.meta({ title: 'Longitude', examples: [-82.9988] }),
  address: text(500).meta({ title: 'Address', examples: ['120 E Broad St, Columbus, OH 43215'] }),
  notes: text(255)
    .nullish()
    .meta({ title: 'Access notes', description: 'Gate code, where it stands', examples: ['Behind the loading dock'] }),
})

const QrCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,100}$/, 'Use up to 100 letters, digits, - and _')
const RfidTag = z
  .string()
  .trim()
  .regex(/^[A-Fa-f0-9]{1,100}$/, 'Use up to 100 hexadecimal digits (0-9, A-F)')

const fields = {
  customerId: Id.meta({ title: 'Customer' }),
  binType: z.enum(BIN_TYPES).meta({ title: 'Type', examples: ['recycling'] }),
  size: z.enum(BIN_SIZES).meta({ title: 'Size', examples: ['medium'] }),
  volumeLitres: z
    .int()
    .min(1)
    .max(100_000)
    .nullish()
    .meta({ title: 'Volume (l)', examples: [1100] }),
  status: z.enum(BIN_STATUSES).meta({ title: 'Status', examples: ['partial'] }),
  location: BinLocation.meta({ title: 'Location' }),
  qrCode: QrCode.nullish().meta({ title: 'QR code', description: 'Unique among your bins', examples: ['BIN-000123'] }),
  rfidTag: RfidTag.nullish().meta({
    title: 'RFID tag',
    description: 'Unique among your bins',
    examples: ['E2000017221101441890'],
  }),
  fillPercent: z
    .int()
    .min(0, 'Between 0 and 100')
    .max(100, 'Between 0 and 100')
    .nullish()
    .meta({ title: 'Fill (%)', examples: [60] }),
  tags: Tags.meta({ title: 'Tags', examples: [['gate code']] }),
  notes: text(1000).nullish().meta({ title: 'Notes' }),
  customFields: CustomFieldInput.optional(),
}

export const CreateBin = z.strictObject({
  ...fields,
  status: fields.status.default('empty'),
  tags: fields.tags.default([]),
})
export type CreateBin = z.infer<typeof CreateBin>

export const UpdateBin = z.strictObject({ ...fields, location: BinLocation.partial() }).partial()
export type UpdateBin = z.infer<typeof UpdateBin>

/** The customer as a bin shows it, with expand=customer. */
export const BinCustomer = z.strictObject({ id: Id, name: z.string() })

export const Bin = z.strictObject({
  ...RecordFields,
  customerId: Id,
  binType: z.enum(BIN_TYPES),
  size: z.enum(BIN_SIZES),
  volumeLitres: z.int().nullable(),
  status: z.enum(BIN_STATUSES),
  location: z.strictObject({
    latitude: z.number(),
    longitude: z.number(),
    address: z.string(),
    notes: z.string().nullable(),
  }),
  qrCode: z.string().nullable(),
  rfidTag: z.string().nullable(),
  fillPercent: z.int().nullable(),
  tags: z.array(z.string()),
  notes: z.string().nullable(),
  lastServiced: Instant.nullable().meta({ description: 'Set by service events; read only' }),
  customFields: CustomFieldValues,
  deletedAt: Instant.nullable(),
  customer: BinCustomer.optional(),
  can: Can.optional(),
})
export type Bin = z.infer<typeof Bin>

export const BinList = defineList({
  filters: {
    customerId: AnyId.optional(),
    binType: anyOf(BIN_TYPES).optional(),
    size: anyOf(BIN_SIZES).optional(),
    status: anyOf(BIN_STATUSES).optional(),
    tag: TagFilter.optional(),
    near: Near.optional(),
    radiusKm: z.coerce
      .number()
      .positive('More than 0 and at most 100')
      .max(100, 'More than 0 and at most 100')
      .optional(),
    servicedAfter: Instant.optional(),
    servicedBefore: Instant.optional(),
    createdAfter: Instant.optional(),
    createdBefore: Instant.optional(),
    trashed: QueryBoolean.optional().meta({ description: 'true lists the trash instead' }),
  },
  sorts: ['binType', 'size', 'status', 'lastServiced', 'createdAt', 'updatedAt', 'qrCode', 'fillPercent'],
  defaultSort: '-createdAt',
  expands: ['customer'],
  searchable: true,
  customFields: true,
})

/** One answer to a scanned code. The open work order joins it with the service module. */
export const BinScan = z.strictObject({ bin: Bin, customer: BinCustomer })

/** What stands in a cell of the map: one bin, or how many of each status. Cells follow the zoom. */
export const BinMapQuery = z.strictObject({
  bbox: z
    .string()
    .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'Use west,south,east,north in degrees')
    .meta({ examples: ['-83.2,39.8,-82.7,40.1'] }),
  zoom: z.coerce.number().min(0).max(22),
  customerId: AnyId.optional(),
  binType: anyOf(BIN_TYPES).optional(),
  size: anyOf(BIN_SIZES).optional(),
  status: anyOf(BIN_STATUSES).optional(),
  search: z.string().trim().max(200).optional(),
})
export const BinMapCell = z.strictObject({
  latitude: z.number(),
  longitude: z.number(),
  count: z.int(),
  byStatus: z.record(z.string(), z.int()),
  binId: Id.nullable().meta({ description: 'The bin, where the cell holds exactly one' }),
  label: z.string().nullable(),
})
export const BinMap = z.strictObject({ cells: z.array(BinMapCell), total: z.int() })
export type BinMap = z.infer<typeof BinMap>
