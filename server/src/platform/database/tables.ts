// Written by `npm run db:types` from the migrated database. Do not edit: a test compares it.
import type { ColumnType } from 'kysely'

/** A column that the database fills in when an insert leaves it out. */
type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
/** A column that only the database writes. */
type Computed<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>
type Instant = ColumnType<string, Date | string, Date | string>
type Int8 = ColumnType<string, string | number | bigint, string | number | bigint>
type Point = ColumnType<{ x: number; y: number }, string, string>

export interface Database {
  api_key_usage: ApiKeyUsageTable
  api_keys: ApiKeysTable
  attachments: AttachmentsTable
  audit_entries: AuditEntriesTable
  automation_runs: AutomationRunsTable
  automations: AutomationsTable
  comment_mentions: CommentMentionsTable
  comments: CommentsTable
  custom_fields: CustomFieldsTable
  custom_values: CustomValuesTable
  customers: CustomersTable
  event_readers: EventReadersTable
  events: EventsTable
  export_schedules: ExportSchedulesTable
  exports: ExportsTable
  file_variants: FileVariantsTable
  files: FilesTable
  idempotency_keys: IdempotencyKeysTable
  import_batches: ImportBatchesTable
  import_mappings: ImportMappingsTable
  import_row_errors: ImportRowErrorsTable
  imports: ImportsTable
  job_runs: JobRunsTable
  job_workers: JobWorkersTable
  member_identities: MemberIdentitiesTable
  memberships: MembershipsTable
  message_opt_outs: MessageOptOutsTable
  message_settings: MessageSettingsTable
  message_steps: MessageStepsTable
  message_templates: MessageTemplatesTable
  messages: MessagesTable
  notification_preferences: NotificationPreferencesTable
  notifications: NotificationsTable
  outbox_messages: OutboxMessagesTable
  passkey_answers: PasskeyAnswersTable
  refresh_tokens: RefreshTokensTable
  roles: RolesTable
  saved_views: SavedViewsTable
  schema_migrations: SchemaMigrationsTable
  sessions: SessionsTable
  sign_in_providers: SignInProvidersTable
  signing_keys: SigningKeysTable
  support_grants: SupportGrantsTable
  support_visits: SupportVisitsTable
  tags: TagsTable
  tasks: TasksTable
  tenants: TenantsTable
  user_backup_codes: UserBackupCodesTable
  user_links: UserLinksTable
  user_passkeys: UserPasskeysTable
  users: UsersTable
  waste_bins: WasteBinsTable
  webhook_attempts: WebhookAttemptsTable
  webhook_deliveries: WebhookDeliveriesTable
  webhook_endpoints: WebhookEndpointsTable
  webhook_turns: WebhookTurnsTable
  'search.automations': AutomationsTable
  'search.custom_values': CustomValuesTable
  'search.customers': CustomersTable
  'search.files': FilesTable
  'search.tasks': TasksTable
  'search.waste_bins': WasteBinsTable
}

export interface ApiKeyUsageTable {
  tenant_id: string
  key_id: string
  day: string
  route: string
  requests: Int8
  client_errors: Int8
  server_errors: Int8
  durations: number[]
}

export interface ApiKeysTable {
  tenant_id: string
  id: string
  name: string
  prefix: string
  key_hash: Buffer
  permissions: string[]
  rate_limit_per_hour: Generated<number>
  expires_at: Instant | null
  last_used_at: Instant | null
  revoked_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
  allowed_addresses: Generated<string[]>
  previous_key_hash: Buffer | null
  previous_prefix: string | null
  previous_ends_at: Instant | null
  previous_last_used_at: Instant | null
  rotated_at: Instant | null
  expiry_warned_at: Instant | null
}

export interface AttachmentsTable {
  tenant_id: string
  id: string
  resource: string
  record_id: string
  file_id: string
  maker_name: string
  created_by: string
  created_at: Generated<Instant>
}

export interface AuditEntriesTable {
  tenant_id: string
  id: string
  at: Generated<Instant>
  action: string
  actor_kind: string
  actor_id: string | null
  actor_name: string
  resource_type: string | null
  resource_id: string | null
  resource_version: number | null
  changes: unknown
  note: string | null
  severity: Generated<string>
  address: string | null
  user_agent: string | null
  request_id: string | null
}

export interface AutomationRunsTable {
  tenant_id: string
  id: string
  automation_id: string
  version: number
  event_id: string
  event_type: string
  event_subject_id: string
  event_at: Instant
  condition: boolean | null
  actions: unknown
  results: Generated<unknown>
  error: string | null
  job_id: string | null
  started_at: Instant | null
  ended_at: Instant | null
  created_at: Generated<Instant>
}

export interface AutomationsTable {
  tenant_id: string
  id: string
  name: string
  description: string | null
  state: Generated<string>
  paused_reason: string | null
  events: string[]
  condition: unknown
  actions: unknown
  max_runs_per_minute: number
  active_since: Instant | null
  maker: unknown
  permissions: string[]
  sealed_secret: string
  name_norm: string
  search_text: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
  deleted_at: Instant | null
}

export interface CommentMentionsTable {
  tenant_id: string
  comment_id: string
  user_id: string
  name: string
}

export interface CommentsTable {
  tenant_id: string
  id: string
  resource: string
  record_id: string
  body: string
  maker_name: string
  created_by: string
  created_at: Generated<Instant>
  edited_at: Instant | null
}

export interface CustomFieldsTable {
  tenant_id: string
  id: string
  resource: string
  key: string
  kind: string
  label: string
  help_text: string | null
  is_required: boolean
  rules: Generated<unknown>
  position: number
  archived_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
}

export interface CustomValuesTable {
  tenant_id: string
  field_id: string
  record_id: string
  text_value: string | null
  number_value: number | null
  day_value: string | null
}

export interface CustomersTable {
  tenant_id: string
  id: string
  kind: string
  name: string
  business_name: string | null
  business_name_norm: string | null
  first_name: string | null
  last_name: string | null
  email: string | null
  email_norm: string | null
  phone: string | null
  contacts: Generated<unknown>
  service_address: unknown
  billing_address: unknown
  tax_id: string | null
  language: string | null
  notify_sms: Generated<boolean>
  notify_email: Generated<boolean>
  notify_push: Generated<boolean>
  consent_source: string | null
  consent_at: Instant | null
  tags: Generated<string[]>
  notes: string | null
  name_norm: string
  search_text: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
  deleted_at: Instant | null
  custom_fields: Generated<unknown>
}

export interface EventReadersTable {
  tenant_id: string
  reader: string
  txid: string
  sequence: Int8
  updated_at: Generated<Instant>
}

export interface EventsTable {
  tenant_id: string
  id: string
  sequence: Computed<Int8>
  txid: Generated<string>
  type: string
  version: number
  subject_id: string
  payload: unknown
  actor_id: string | null
  request_id: string | null
  created_at: Generated<Instant>
  cause_depth: Generated<number>
}

export interface ExportSchedulesTable {
  tenant_id: string
  id: string
  name: string
  resource: string
  format: string
  query: unknown
  columns: unknown
  every: string
  weekday: number
  month_day: number
  at_time: string
  is_paused: Generated<boolean>
  next_run_at: Instant
  last_run_at: Instant | null
  problem: string | null
  maker_name: string
  created_by: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
}

export interface ExportsTable {
  tenant_id: string
  id: string
  resource: string
  format: string
  query: unknown
  columns: unknown
  file_key: string | null
  file_name: string | null
  size_bytes: Int8 | null
  sha256: string | null
  row_count: number | null
  job_id: string
  maker_name: string
  created_by: string
  created_at: Generated<Instant>
  finished_at: Instant | null
  expires_at: Instant | null
  ids: unknown
  maker_kind: Generated<string>
  schedule_id: string | null
  holds_all_rows: Generated<boolean>
}

export interface FileVariantsTable {
  tenant_id: string
  file_id: string
  size: string
  type: string
  width: number
  height: number
  size_bytes: number
  file_key: string
}

export interface FilesTable {
  tenant_id: string
  id: string
  name: string
  kind: string
  type: string
  state: string
  size_bytes: number
  sha256: string
  file_key: string
  sent_sha256: string
  width: number | null
  height: number | null
  unused_since: Generated<Instant | null>
  maker_name: string
  created_by: string
  created_at: Generated<Instant>
}

export interface IdempotencyKeysTable {
  tenant_id: string
  actor_id: string
  key: string
  fingerprint: Buffer
  status: number
  body: string
  is_encrypted: Generated<boolean>
  headers: Generated<unknown>
  created_at: Generated<Instant>
}

export interface ImportBatchesTable {
  tenant_id: string
  import_id: string
  number: number
  last_row: number
  created_ids: string[]
  updates: unknown
  undone_at: Instant | null
}

export interface ImportMappingsTable {
  tenant_id: string
  id: string
  resource: string
  name: string
  header_key: string
  columns: unknown
  mode: string
  on_error: string
  update_key: string | null
  empty_cells: string
  used_at: Instant | null
  maker_name: string
  created_by: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
}

export interface ImportRowErrorsTable {
  tenant_id: string
  import_id: string
  row_number: number
  cells: unknown
  problems: unknown
}

export interface ImportsTable {
  tenant_id: string
  id: string
  resource: string
  file_name: string
  format: string
  size_bytes: Int8
  sha256: string
  file_key: string | null
  rows_key: string | null
  encoding: string | null
  separator: string | null
  state: string
  headers: Generated<unknown>
  preview: Generated<unknown>
  mapping: Generated<unknown>
  mode: Generated<string>
  on_error: Generated<string>
  update_key: string | null
  empty_cells: Generated<string>
  row_count: number | null
  created: Generated<number>
  updated: Generated<number>
  unchanged: Generated<number>
  failed: Generated<number>
  sample: Generated<unknown>
  undone: Generated<number>
  left_count: Generated<number>
  left_reasons: Generated<unknown>
  job_id: string | null
  maker_name: string
  created_by: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  finished_at: Instant | null
  expires_at: Instant
  mapping_id: string | null
}

export interface JobRunsTable {
  tenant_id: string
  id: string
  name: string
  title: string
  state: Generated<string>
  payload: unknown
  actor: unknown
  actor_id: string
  ticket: Generated<number>
  is_long: boolean
  parked_at: Instant | null
  attempts: Generated<number>
  max_attempts: number
  crashes: Generated<number>
  done: Generated<number>
  total: number | null
  message: string | null
  error: string | null
  result: unknown
  run_at: Generated<Instant>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  started_at: Instant | null
  ended_at: Instant | null
  cancel_requested_at: Instant | null
}

export interface JobWorkersTable {
  id: Computed<number>
  pool_id: string
  host: string
  pid: number
  started_at: Generated<Instant>
}

export interface MemberIdentitiesTable {
  tenant_id: string
  id: string
  membership_id: string
  issuer: string
  subject: string
  email: string | null
  created_at: Generated<Instant>
  last_used_at: Instant | null
}

export interface MembershipsTable {
  tenant_id: string
  id: string
  user_id: string | null
  email: string
  email_norm: string
  name: string | null
  role: string
  status: Generated<string>
  invite_token_hash: Buffer | null
  invite_expires_at: Instant | null
  invited_at: Instant | null
  last_active_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
  custom_role_id: Computed<string | null>
}

export interface MessageOptOutsTable {
  tenant_id: string
  id: string
  channel: string
  address_norm: string
  source: string
  message_id: string | null
  at: Instant
}

export interface MessageSettingsTable {
  tenant_id: string
  sender_name: string | null
  reply_to: string | null
  brand_color: string
  quiet_from: string | null
  quiet_to: string | null
  version: Generated<number>
  updated_at: Generated<Instant>
  updated_by: string | null
}

export interface MessageStepsTable {
  tenant_id: string
  id: string
  message_id: string
  at: Instant
  state: string
  note: string | null
  provider_key: string | null
}

export interface MessageTemplatesTable {
  tenant_id: string
  id: string
  event: string
  channel: string
  language: string
  subject: string | null
  body: string
  is_active: boolean
  version: Generated<number>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  updated_by: string | null
}

export interface MessagesTable {
  tenant_id: string
  id: string
  channel: string
  origin: string
  event: string | null
  event_id: string | null
  customer_id: string | null
  user_id: string | null
  recipient: string
  recipient_norm: string
  recipient_name: string
  language: string
  template_version: number | null
  subject: string | null
  body_text: string | null
  body_html: string | null
  state: string
  reason_code: string | null
  reason: string | null
  attempts: Generated<number>
  wait_until: Instant | null
  sending_job_id: string | null
  sending_attempt: number | null
  provider: string | null
  provider_id: string | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  sending_at: Instant | null
  sent_at: Instant | null
  ended_at: Instant | null
}

export interface NotificationPreferencesTable {
  tenant_id: string
  user_id: string
  kind: string
  in_console: boolean
  by_email: boolean
  updated_at: Generated<Instant>
}

export interface NotificationsTable {
  tenant_id: string
  id: string
  user_id: string
  kind: string
  event_id: string
  title: string
  body: string | null
  href: string | null
  created_at: Generated<Instant>
  read_at: Instant | null
}

export interface OutboxMessagesTable {
  tenant_id: string
  id: string
  channel: string
  recipient: string
  subject: string | null
  body_text: string
  body_html: string | null
  sealed_link: string | null
  template: string
  created_at: Generated<Instant>
  message_id: string | null
  state: string | null
  reason: string | null
  attempts: Generated<number>
}

export interface PasskeyAnswersTable {
  challenge_hash: Buffer
  expires_at: Instant
}

export interface RefreshTokensTable {
  token_hash: Buffer
  session_id: string
  created_at: Generated<Instant>
  expires_at: Instant
  used_at: Instant | null
}

export interface RolesTable {
  tenant_id: string
  id: string
  name: string
  name_norm: string
  description: Generated<string>
  permissions: string[]
  fields: Generated<unknown>
  rows: Generated<unknown>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
}

export interface SavedViewsTable {
  tenant_id: string
  id: string
  user_id: string
  resource: string
  name: string
  query: string
  is_shared: Generated<boolean>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
}

export interface SchemaMigrationsTable {
  name: string
  checksum: string
  applied_at: Generated<Instant>
}

export interface SessionsTable {
  id: string
  user_id: string
  tenant_id: string
  cookie_hash: Buffer | null
  address: string | null
  user_agent: string | null
  has_second_factor: Generated<boolean>
  confirmed_at: Generated<Instant>
  created_at: Generated<Instant>
  last_used_at: Generated<Instant>
  expires_at: Instant
  revoked_at: Instant | null
  revoked_reason: string | null
  view_as: string | null
  opened_by: Generated<string>
  confirmed_by: Generated<string>
  support_grant_id: string | null
}

export interface SignInProvidersTable {
  tenant_id: string
  is_enabled: Generated<boolean>
  label: string
  issuer: string
  client_id: string
  sealed_client_secret: string | null
  scopes: string[]
  allowed_domains: Generated<string[]>
  required_domains: Generated<string[]>
  creates_people: boolean
  role_rules: Generated<unknown>
  default_role: string | null
  manages_roles: boolean
  trusts_unstated_email: boolean
  second_factor_methods: Generated<string[]>
  updated_at: Generated<Instant>
  updated_by: string | null
  version: Generated<number>
}

export interface SigningKeysTable {
  id: string
  public_jwk: unknown
  private_jwk_encrypted: string
  created_at: Generated<Instant>
  retired_at: Instant | null
}

export interface SupportGrantsTable {
  tenant_id: string
  id: string
  role: string
  reason: string
  expires_at: Instant
  ended_at: Instant | null
  ended_by: string | null
  created_at: Generated<Instant>
  created_by: string
  created_by_name: string
}

export interface SupportVisitsTable {
  tenant_id: string
  id: string
  grant_id: string
  user_id: string
  session_id: string
  name: string
  address: string | null
  entered_at: Instant
  left_at: Instant | null
}

export interface TagsTable {
  tenant_id: string
  id: Generated<string>
  name: string
  name_norm: Computed<string>
  colour: Generated<string>
  created_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
}

export interface TasksTable {
  tenant_id: string
  id: string
  title: string
  notes: string | null
  state: string
  due_on: string | null
  due_order: string
  assignee_id: string | null
  resource: string | null
  record_id: string | null
  done_at: Instant | null
  title_norm: string
  search_text: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
  deleted_at: Instant | null
  custom_fields: Generated<unknown>
}

export interface TenantsTable {
  id: string
  name: string
  slug: string
  business_name: string | null
  business_type: string | null
  industry: string | null
  description: string | null
  contact_phone: string | null
  contact_email: string | null
  address: unknown
  business_hours: unknown
  time_zone: Generated<string>
  currency: Generated<string>
  locale: Generated<string>
  status: Generated<string>
  modules: Generated<string[]>
  settings: Generated<unknown>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
  deleted_at: Instant | null
}

export interface UserBackupCodesTable {
  user_id: string
  code_hash: Buffer
  used_at: Instant | null
}

export interface UserLinksTable {
  token_hash: Buffer
  user_id: string
  purpose: string
  email_norm: string
  expires_at: Instant
  used_at: Instant | null
  created_at: Generated<Instant>
}

export interface UserPasskeysTable {
  id: string
  user_id: string
  credential_id: Buffer
  public_key: Buffer
  counter: Generated<Int8>
  transports: Generated<string[]>
  name: string
  is_synced: Generated<boolean>
  created_at: Generated<Instant>
  last_used_at: Instant | null
}

export interface UsersTable {
  id: string
  email: string
  email_norm: string
  name: string
  password_hash: string | null
  email_verified_at: Instant | null
  locale: Generated<string>
  time_zone: string | null
  color_scheme: Generated<string>
  is_super_admin: Generated<boolean>
  is_demo: Generated<boolean>
  totp_secret: string | null
  totp_enabled_at: Instant | null
  totp_last_step: Int8 | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
}

export interface WasteBinsTable {
  tenant_id: string
  id: string
  customer_id: string
  bin_type: string
  size: string
  volume_litres: number | null
  status: string
  latitude: number
  longitude: number
  position: Computed<Point>
  address: string
  location_notes: string | null
  qr_code: string | null
  rfid_tag: string | null
  fill_percent: number | null
  notes: string | null
  last_serviced: Instant | null
  search_text: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
  deleted_at: Instant | null
  tags: Generated<string[]>
  custom_fields: Generated<unknown>
}

export interface WebhookAttemptsTable {
  tenant_id: string
  id: string
  delivery_id: string
  number: number
  at: Instant
  url: string
  request_headers: unknown
  status: number | null
  error: string | null
  duration_ms: number
  response_headers: Generated<unknown>
  response_body: string | null
  is_response_cut: Generated<boolean>
}

export interface WebhookDeliveriesTable {
  tenant_id: string
  id: string
  endpoint_id: string
  event_id: string
  event_type: string
  event_actor_id: string | null
  body: string
  state: Generated<string>
  attempts: Generated<number>
  failures: Generated<number>
  next_attempt_at: Generated<Instant | null>
  started_at: Instant | null
  status: number | null
  error: string | null
  duration_ms: number | null
  created_at: Generated<Instant>
  ended_at: Instant | null
}

export interface WebhookEndpointsTable {
  tenant_id: string
  id: string
  url: string
  description: Generated<string>
  topics: string[]
  headers: Generated<unknown>
  sealed_secret: string
  sealed_previous_secret: string | null
  previous_secret_until: Instant | null
  is_active: Generated<boolean>
  off_reason: string | null
  paused_at: Instant | null
  failures_in_row: Generated<number>
  rests_until: Instant | null
  last_attempt_at: Instant | null
  last_success_at: Instant | null
  last_status: number | null
  last_error: string | null
  actor: unknown
  starts_txid: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  created_by: string | null
  updated_by: string | null
  version: Generated<number>
}

export interface WebhookTurnsTable {
  tenant_id: string
  endpoint_id: string
  due_at: Instant | null
  holder: string | null
  held_until: Instant | null
}
