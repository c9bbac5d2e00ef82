import { z } from 'zod'
import { Can, Id, Instant, text } from '../http/fields.ts'
import { anyOf, defineList } from '../http/list.ts'

/** Pictures are re-encoded and get smaller copies, drawings (SVG) are cleaned, documents are kept as they came. */
export const FILE_KINDS = ['picture', 'drawing', 'document'] as const
/** `preparing` until the job has made a picture safe to show; `broken` where it is none after all. */
export const FILE_STATES = ['preparing', 'ready', 'broken'] as const

/** The endings that may be uploaded; what is inside has to agree. */
export const FILE_ENDINGS = [
  'jpg',
  'jpeg',
  'png',
  'webp',
  'avif',
  'gif',
  'svg',
  'pdf',
  'txt',
  'md',
  'csv',
  'json',
  'docx',
  'xlsx',
  'pptx',
  'zip',
  'mp4',
  'mov',
] as const

const Link = z.string().meta({ description: 'Works without signing in until `linksExpireAt`' })

/** A smaller copy of a picture. */
export const FileVariant = z.strictObject({
  size: z.enum(['thumbnail', 'large']),
  type: z.string().meta({ examples: ['image/webp'] }),
  width: z.int(),
  height: z.int(),
  url: Link,
})
export type FileVariant = z.infer<typeof FileVariant>

export const StoredFile = z.strictObject({
  id: Id,
  name: z.string(),
  kind: z.enum(FILE_KINDS),
  type: z.string().meta({ description: 'By its content, not by what the sender said' }),
  state: z.enum(FILE_STATES),
  sizeBytes: z.int(),
  sha256: z.string(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  url: Link.nullable().meta({ description: 'The file itself; null until it is ready' }),
  variants: z.array(FileVariant),
  linksExpireAt: Instant,
  createdAt: Instant,
  createdBy: Id,
  createdByName: z.string(),
  can: Can.optional(),
})
export type StoredFile = z.infer<typeof StoredFile>

export const UploadFileQuery = z.strictObject({
  fileName: text(255).meta({ title: 'File name', examples: ['dock.jpg'] }),
})

export const FileList = defineList({
  filters: { kind: anyOf(FILE_KINDS).optional() },
  sorts: ['createdAt', 'name', 'sizeBytes'],
  defaultSort: '-createdAt',
  expands: [],
  searchable: true,
})

/** A place that refers to a file. */
export const FileUse = z.strictObject({ resource: z.string(), recordId: Id })
export type FileUse = z.infer<typeof FileUse>
