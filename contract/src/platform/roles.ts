import { z } from 'zod'
import { Can, Id, text } from '../http/fields.ts'
import { ALL_PERMISSIONS } from '../permissions.ts'

/** A built-in role by its key, or one of the business's own by its id. */
export const RoleWord = z
  .string()
  .trim()
  .min(1, 'Must not be empty')
  .max(36, 'At most 36 characters')
  .meta({ title: 'Role', examples: ['dispatcher'] })

export const FIELD_LIMITS = ['hidden', 'read_only'] as const
export type FieldLimit = (typeof FIELD_LIMITS)[number]

/** What a role may not do with single fields: by resource, then by field. */
export const FieldLimits = z
  .record(z.string().max(100), z.record(z.string().max(100), z.enum(FIELD_LIMITS)))
  .meta({ title: 'Fields', examples: [{ 'office.customers': { taxId: 'hidden', email: 'read_only' } }] })
export type FieldLimits = z.infer<typeof FieldLimits>

/** What can be limited to one's own rows. Creating has no rows yet, and importing changes what `update` lets it. */
export const ROW_ACTIONS = ['read', 'update', 'delete', 'purge', 'export'] as const
export type RowAction = (typeof ROW_ACTIONS)[number]

/** With which records a role works only as far as they are its holder's own: by resource, then by action. */
export const RowLimits = z
  .record(z.string().max(100), z.partialRecord(z.enum(ROW_ACTIONS), z.literal('own')))
  .meta({ title: 'Rows', examples: [{ 'office.tasks': { update: 'own', delete: 'own' } }] })
export type RowLimits = z.infer<typeof RowLimits>

export const RoleInfo = z.strictObject({
  key: z.string().meta({ description: 'What people and invitations name the role by' }),
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
  fields: FieldLimits,
  rows: RowLimits,
  isBuiltIn: z.boolean(),
  version: z.int().nullable().meta({ description: 'null for built-in roles, which do not change' }),
})
export type RoleInfo = z.infer<typeof RoleInfo>

export const PermissionInfo = z.strictObject({
  name: z.string(),
  description: z.string(),
  roles: z.array(z.string()).meta({ description: 'The built-in roles that have it' }),
})

const permissions = z
  .array(z.string().max(100))
  .max(500, 'At most 500 permissions')
  .meta({ title: 'Permissions', examples: [['office.customers.read', 'waste.bins.read']] })

export const CreateRole = z.strictObject({
  name: text(60).meta({ title: 'Name', examples: ['Yard clerk'] }),
  description: text(300, 0).default('').meta({ title: 'Description' }),
  permissions,
  fields: FieldLimits.default({}),
  rows: RowLimits.default({}),
})
export type CreateRole = z.infer<typeof CreateRole>

export const UpdateRole = z
  .strictObject({
    name: text(60).meta({ title: 'Name' }),
    description: text(300, 0).meta({ title: 'Description' }),
    permissions,
    fields: FieldLimits,
    rows: RowLimits,
  })
  .partial()
export type UpdateRole = z.infer<typeof UpdateRole>

/** A role of the business's own, as a record that is changed. */
export const CustomRole = z.strictObject({
  id: Id,
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
  fields: FieldLimits,
  rows: RowLimits,
  people: z.int().meta({ description: 'How many have it, invited ones included' }),
  version: z.int(),
  can: Can,
})
export type CustomRole = z.infer<typeof CustomRole>

/** A field whose use a role can limit. */
export const LimitableField = z.strictObject({
  resource: z.string(),
  field: z.string(),
  title: z.string(),
  limits: z.array(z.enum(FIELD_LIMITS)),
})

/** Records of which a role can be given its holder's own alone. */
export const OwnableRecords = z.strictObject({
  resource: z.string(),
  meaning: z.string().meta({ description: 'Which records are their own', examples: ['made by them'] }),
  actions: z.array(z.enum(ROW_ACTIONS)),
})

export const ViewAs = z.strictObject({ role: RoleWord })
export type ViewAs = z.infer<typeof ViewAs>
/** The role that is looked through, or null. */
export const ViewingAs = z.strictObject({ role: z.string().nullable(), name: z.string().nullable() })

export const WhoMayQuery = z.strictObject({
  permission: z
    .enum(ALL_PERMISSIONS, 'Use a permission; GET /api/permissions lists them')
    .meta({ title: 'Permission', examples: ['office.customers.update'] }),
  recordId: Id.optional().meta({ description: 'A record the permission is about: rules about rows then count, too' }),
})
export type WhoMayQuery = z.infer<typeof WhoMayQuery>

/** Who may do something, and by what: the chain from the person or key to the permission. */
export const WhoMay = z.strictObject({
  permission: z.string(),
  description: z.string(),
  people: z.array(
    z.strictObject({ id: Id.nullable(), name: z.string(), email: z.string(), role: z.string(), reason: z.string() }),
  ),
  keys: z.array(z.strictObject({ id: Id, name: z.string(), prefix: z.string(), reason: z.string() })),
  isCut: z.boolean().meta({ description: 'More than is listed' }),
})
export type WhoMay = z.infer<typeof WhoMay>
