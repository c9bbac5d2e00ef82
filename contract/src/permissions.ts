// Every permission with a sentence for the person who grants it, and the built-in roles as sets of them.

const RECORD_ACTIONS = {
  read: 'See {records}',
  create: 'Create {records}',
  update: 'Change {records}',
  delete: 'Move {records} to the trash and restore them',
  purge: 'Delete {records} for good',
  import: 'Import {records} from a file',
  export: 'Export {records} to a file',
} as const
type RecordAction = keyof typeof RECORD_ACTIONS

function records<const R extends string>(resource: R, noun: string) {
  const entries = Object.entries(RECORD_ACTIONS).map(([action, sentence]) => [
    `${resource}.${action}`,
    sentence.replace('{records}', noun),
  ])
  // Object.fromEntries forgets the keys' type; they are exactly resource x action by construction.
  return Object.fromEntries(entries) as Record<`${R}.${RecordAction}`, string>
}

export const PERMISSIONS = {
  ...records('office.customers', 'customers'),
  'office.messages.read': 'See messages to customers',
  'office.messages.create': 'Send messages and send failed ones again',
  'office.message-templates.read': 'See the templates and settings of messages',
  'office.message-templates.manage': 'Change the templates and settings of messages',
  // No import: what an automation does is made in the editor, not in a cell of a sheet.
  'office.automations.read': 'See automations and their runs',
  'office.automations.create': 'Create automations',
  'office.automations.update': 'Change, activate and pause automations, and retry their runs',
  'office.automations.delete': 'Move automations to the trash and restore them',
  'office.automations.purge': 'Delete automations for good',
  'office.automations.export': 'Export automations to a file',
  ...records('waste.bins', 'bins'),
  ...records('office.tasks', 'tasks'),
  'office.attachments.read': 'See the files on records they may see',
  'office.attachments.update': 'Add files to records they may change, and remove them',
  'office.comments.read': 'See the comments on records they may see',
  'office.comments.create': 'Comment on records they may see',
  'office.comments.moderate': "Delete other people's comments",
  'platform.tags.read': 'See the tags of the business',
  'platform.tags.update': 'Add, rename, colour, merge and delete tags',
  'platform.custom-fields.update': 'Define, change and archive the custom fields of the business',
  'platform.tenant.read': 'See the settings of the business',
  'platform.tenant.update': 'Change the settings of the business',
  'platform.users.read': 'See who belongs to the business',
  'platform.users.invite': 'Invite people',
  'platform.users.update': "Change people's roles and deactivate them",
  'platform.sign-in.read': 'See how people sign in to the business',
  'platform.sign-in.update': 'Set up the provider that people sign in through',
  'platform.roles.update': 'Define roles of the business and look through them',
  'platform.api-keys.read': 'See API keys',
  'platform.api-keys.create': 'Make API keys',
  'platform.api-keys.update': 'Change and rotate API keys',
  'platform.api-keys.revoke': 'Revoke API keys',
  'platform.support.read': 'See when support was let in, and what it did',
  'platform.support.manage': 'Let support in, and end it',
  'platform.webhooks.read': 'See webhooks and what they sent',
  'platform.webhooks.create': 'Create webhooks',
  'platform.webhooks.update': 'Change, test and resume webhooks, and send again what they sent',
  'platform.webhooks.delete': 'Delete webhooks',
  'platform.webhooks.reveal': "See and renew webhooks' secrets",
  'platform.audit.read': 'See the audit trail',
  'platform.events.read': 'See the event log',
  'platform.jobs.read': 'See jobs',
  'platform.jobs.update': 'Retry and cancel jobs',
  'platform.outbox.read': 'See the mails that were sent',
  'platform.files.read': 'See every uploaded file and where it is used',
  'platform.files.create': 'Upload files',
  'platform.views.share': 'Share saved views with everybody',
} as const
export type Permission = keyof typeof PERMISSIONS
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS).map(asPermission)

function asPermission(name: string): Permission {
  // Object.keys widens to string; the names come straight from the table.
  return name as Permission
}

const granted = (...patterns: RegExp[]) =>
  ALL_PERMISSIONS.filter((name) => patterns.some((pattern) => pattern.test(name)))

export const ROLE_KEYS = [
  'owner',
  'admin',
  'manager',
  'dispatcher',
  'driver',
  'technician',
  'clerk',
  'billing',
  'editor',
  'viewer',
] as const
export type RoleKey = (typeof ROLE_KEYS)[number]

interface Role {
  name: string
  description: string
  permissions: readonly Permission[]
}

// What everybody who works on records does beside them, whatever the records.
const TEAM_WORK =
  /^(office\.(attachments\.(read|update)|comments\.(read|create)|tasks\.(read|create|update))|platform\.(files\.create|tags\.read))$/
const DAILY_WORK = /^(office|waste)\.[a-z-]+\.(read|create|update|import|export)$/

export const ROLES: Record<RoleKey, Role> = {
  owner: { name: 'Owner', description: 'Everything, including people and money', permissions: ALL_PERMISSIONS },
  admin: {
    name: 'Admin',
    description: 'Everything but other owners and letting support in',
    permissions: ALL_PERMISSIONS.filter((name) => name !== 'platform.support.manage'),
  },
  manager: {
    name: 'Manager',
    description: 'Runs the daily business, sees people and the audit trail',
    permissions: granted(
      /^(office|waste)\.[a-z-]+\.(?!purge)/,
      /^platform\.(tenant|users|audit|events|jobs|outbox)\.read$/,
      /^platform\.views\.share$/,
      /^platform\.(files|tags)\./,
    ),
  },
  dispatcher: {
    name: 'Dispatcher',
    description: 'Plans and changes bins, services and routes',
    permissions: granted(DAILY_WORK, TEAM_WORK, /^platform\.jobs\.read$/),
  },
  driver: {
    name: 'Driver',
    description: 'Sees bins and customers on the road',
    permissions: granted(TEAM_WORK, /^waste\.bins\.(read|update)$/, /^office\.customers\.read$/),
  },
  technician: {
    name: 'Technician',
    description: 'Works on what is assigned to them',
    permissions: granted(TEAM_WORK, /^office\.customers\.read$/),
  },
  clerk: {
    name: 'Clerk',
    description: 'Takes orders and keeps customers up to date',
    permissions: granted(
      TEAM_WORK,
      /^office\.customers\.(read|create|update|import|export)$/,
      /^office\.messages\.(read|create)$/,
      /^office\.message-templates\.read$/,
      /^waste\.bins\.read$/,
    ),
  },
  billing: {
    name: 'Billing',
    description: 'Customers, invoices and payments',
    permissions: granted(TEAM_WORK, /^office\.[a-z-]+\.(read|create|update|export)$/, /^waste\.bins\.(read|export)$/),
  },
  editor: {
    name: 'Editor',
    description: 'Edits websites',
    permissions: granted(TEAM_WORK, /^office\.customers\.read$/),
  },
  viewer: {
    name: 'Viewer',
    description: 'Sees, changes nothing',
    permissions: granted(/^(office|waste)\.[a-z-]+\.read$/, /^platform\.tags\.read$/),
  },
}

export const SUPPORT_ROLES = ['viewer', 'admin'] as const
export type SupportRole = (typeof SUPPORT_ROLES)[number]

// Support helps with records. What decides who else gets in, carries data out or outlives the visit stays with the
// business: people, roles, keys, secrets, webhooks, automations, the settings of messages, exports, mails with sign-in links, deleting for good.
const NEVER_FOR_SUPPORT =
  /^platform\.(support|api-keys|webhooks|roles|outbox)\.|^platform\.users\.(?!read$)|^platform\.tenant\.update$|^office\.automations\.(?!read$)|^office\.message-templates\.manage$|\.(export|import|purge)$/

/** What support may do inside, by the role that the owner chose for it. */
export function supportPermissions(role: SupportRole): readonly Permission[] {
  const seesMore =
    role === 'admin' ? [] : (['platform.tenant.read', 'platform.users.read', 'platform.audit.read'] as const)
  return [...ROLES[role].permissions, ...seesMore].filter((name) => !NEVER_FOR_SUPPORT.test(name))
}
