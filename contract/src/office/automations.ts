import { z } from 'zod'
import { Can, Id, Instant, RecordFields, text } from '../http/fields.ts'
import { anyOf, defineList, QueryBoolean } from '../http/list.ts'
import { AuditChanges } from '../platform/audit.ts'
import { ConditionGroup, NO_ROWS } from './automation-conditions.ts'
import { EXPORT_FORMATS } from './exports.ts'

// "When <event> and <condition>, then <actions>". Texts and values of actions may name what the event carries as
// {{payload.record.qrCode}}: these are looked up, never evaluated.

export const AUTOMATION_STATES = ['active', 'paused'] as const
export const MAX_EXPRESSION = 2_000
export const MAX_ACTIONS = 10

const Resource = z
  .string()
  .max(100)
  .meta({ title: 'Kind of record', examples: ['waste.bins'] })
const Values = z.record(text(100), z.unknown()).meta({ description: 'Field by field, as the API takes them' })

export const ChangeRecordAction = z.strictObject({
  type: z.literal('change-record'),
  resource: Resource,
  record: text(200)
    .default('{{event.subjectId}}')
    .meta({ description: 'Which one, by its id; the one that the event is about by default' }),
  values: Values,
})
export const CreateRecordAction = z.strictObject({
  type: z.literal('create-record'),
  resource: Resource,
  values: Values,
})
export const SendMailAction = z.strictObject({
  type: z.literal('send-mail'),
  to: text(500).meta({ description: 'One or several addresses, separated by commas', examples: ['ana@example.com'] }),
  subject: text(200),
  text: text(5_000),
})
export const CallUrlAction = z.strictObject({
  type: z.literal('call-url'),
  method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
  url: text(2_000).meta({ examples: ['https://example.com/hooks/bins'] }),
  body: text(10_000).nullable().default(null).meta({ description: 'The event as JSON where it is empty' }),
})
export const StartExportAction = z.strictObject({
  type: z.literal('start-export'),
  resource: Resource,
  format: z.enum(EXPORT_FORMATS),
  query: z.record(text(100), text(5_000, 0)).default({}),
})
export const AutomationAction = z.discriminatedUnion('type', [
  ChangeRecordAction,
  CreateRecordAction,
  SendMailAction,
  CallUrlAction,
  StartExportAction,
])
export type AutomationAction = z.infer<typeof AutomationAction>
export const ACTION_TYPES = ['change-record', 'create-record', 'send-mail', 'call-url', 'start-export'] as const

export const AutomationCondition = z.strictObject({
  rows: ConditionGroup.nullable().meta({ description: 'null where the expression was written by hand' }),
  cel: text(MAX_EXPRESSION, 0)
    .default('')
    .meta({ description: 'Made from the rows where there are any; empty means always' }),
})
export type AutomationCondition = z.infer<typeof AutomationCondition>

const fields = {
  name: text(120).meta({ title: 'Name', examples: ['Full bins to the dispatcher'] }),
  description: text(500).nullish().meta({ title: 'Description' }),
  state: z.enum(AUTOMATION_STATES).meta({ title: 'State', examples: ['paused'] }),
  events: z
    .array(text(100))
    .min(1, 'Choose at least one event')
    .max(20, 'At most 20 events')
    .meta({ title: 'When', examples: [['waste.bin.updated']] }),
  condition: AutomationCondition.meta({ title: 'If' }),
  actions: z
    .array(AutomationAction)
    .min(1, 'Add at least one action')
    .max(MAX_ACTIONS, `At most ${MAX_ACTIONS} actions`)
    .meta({ title: 'Then' }),
  maxRunsPerMinute: z
    .int()
    .min(1, 'Between 1 and 600')
    .max(600, 'Between 1 and 600')
    .meta({ title: 'Runs per minute, at most', description: 'Beyond that it is paused and its maker told' }),
}

export const CreateAutomation = z.strictObject({
  ...fields,
  state: fields.state.default('paused'),
  condition: fields.condition.default({ rows: NO_ROWS, cel: '' }),
  maxRunsPerMinute: fields.maxRunsPerMinute.default(60),
})
export type CreateAutomation = z.infer<typeof CreateAutomation>

export const UpdateAutomation = z.strictObject(fields).partial()
export type UpdateAutomation = z.infer<typeof UpdateAutomation>

export const RUN_STATES = ['waiting', 'running', 'succeeded', 'failed'] as const
export type RunState = (typeof RUN_STATES)[number]

/** How it went lately, with expand=runs. */
export const AutomationRuns = z.strictObject({
  last24Hours: z.int(),
  failedLast24Hours: z.int(),
  latest: z.array(z.strictObject({ id: Id, state: z.enum(RUN_STATES), at: Instant })),
})

export const Automation = z.strictObject({
  ...RecordFields,
  name: z.string(),
  description: z.string().nullable(),
  state: z.enum(AUTOMATION_STATES),
  pausedReason: z.string().nullable().meta({ description: 'Why the product paused it; null where a person did' }),
  events: z.array(z.string()),
  condition: AutomationCondition,
  actions: z.array(AutomationAction),
  maxRunsPerMinute: z.int(),
  activeSince: Instant.nullable().meta({ description: 'Events from then on count' }),
  maker: z
    .strictObject({ id: Id, name: z.string() })
    .meta({ description: 'Who changed it last: it never does more than they may' }),
  permissions: z.array(z.string()).meta({ description: 'What it may do, as granted by its maker' }),
  deletedAt: Instant.nullable(),
  runs: AutomationRuns.optional(),
  can: Can.optional(),
})
export type Automation = z.infer<typeof Automation>

export const AutomationList = defineList({
  filters: {
    state: anyOf(AUTOMATION_STATES).optional(),
    createdAfter: Instant.optional(),
    createdBefore: Instant.optional(),
    trashed: QueryBoolean.optional().meta({ description: 'true lists the trash instead' }),
  },
  sorts: ['name', 'createdAt', 'updatedAt'],
  defaultSort: 'name',
  expands: ['runs'],
  searchable: true,
})

const HappenedEvent = z.strictObject({ id: Id, type: z.string(), subjectId: Id, at: Instant })

/** What an action has done, or would do. */
export const ActionResult = z.strictObject({
  type: z.enum(ACTION_TYPES),
  state: z.enum(['done', 'failed', 'planned']),
  summary: z.string(),
  changes: AuditChanges.nullable(),
  error: z.string().nullable(),
  durationMs: z.int().nullable(),
})
export type ActionResult = z.infer<typeof ActionResult>

export const AutomationRun = z.strictObject({
  id: Id,
  automation: z.strictObject({ id: Id, name: z.string() }).meta({ description: 'With the name it has now' }),
  version: z.int().meta({ description: 'Of the automation, as it was then' }),
  state: z.enum(RUN_STATES),
  event: HappenedEvent,
  condition: z.boolean().nullable().meta({ description: 'What it came to; null where it could not be judged' }),
  actions: z.array(ActionResult),
  error: z.string().nullable(),
  durationMs: z.int().nullable(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
  can: z.strictObject({ retry: z.boolean() }),
})
export type AutomationRun = z.infer<typeof AutomationRun>

export const RunQuery = z.strictObject({
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
  state: anyOf(RUN_STATES).optional(),
})
export type RunQuery = z.infer<typeof RunQuery>

/** Of all automations. */
export const RunLogQuery = z.strictObject({
  ...RunQuery.shape,
  automation: Id.optional(),
  since: Instant.optional().meta({ description: 'Runs that began then or later' }),
})
export type RunLogQuery = z.infer<typeof RunLogQuery>

export const DryRunRequest = z.strictObject({
  events: fields.events,
  condition: fields.condition,
  actions: fields.actions,
})
export type DryRunRequest = z.infer<typeof DryRunRequest>

export const DryRun = z.strictObject({
  looked: z.int().meta({ description: 'Past events that were judged, newest first' }),
  fired: z.int().meta({ description: 'For how many of them it would have run' }),
  failed: z.int().meta({ description: 'For how many the condition could not be judged' }),
  since: Instant.nullable().meta({ description: 'When the oldest of them happened' }),
  events: z.array(
    z.strictObject({
      event: HappenedEvent,
      condition: z.boolean().nullable(),
      error: z.string().nullable(),
      actions: z.array(ActionResult),
    }),
  ),
})
export type DryRun = z.infer<typeof DryRun>

export const SigningSecret = z.strictObject({
  secret: z.string().meta({ description: 'Standard Webhooks: whsec_ and the key in base64' }),
})

const VOCABULARY_KINDS = ['text', 'number', 'integer', 'flag', 'time', 'word', 'list', 'object'] as const
export const VocabularyField = z.strictObject({
  path: z.string(),
  title: z.string(),
  kind: z.enum(VOCABULARY_KINDS),
  options: z.array(z.string()),
  isRequired: z.boolean(),
})
export type VocabularyField = z.infer<typeof VocabularyField>

/** What automations can be made of, as far as the caller may see it. */
export const AutomationVocabulary = z.strictObject({
  events: z.array(
    z.strictObject({
      type: z.string(),
      summary: z.string(),
      resource: z.string().nullable(),
      fields: z.array(VocabularyField),
    }),
  ),
  resources: z.array(
    z.strictObject({
      name: z.string(),
      noun: z.string(),
      canCreate: z.boolean(),
      canChange: z.boolean(),
      canExport: z.boolean(),
      createFields: z.array(VocabularyField),
      changeFields: z.array(VocabularyField),
    }),
  ),
})
export type AutomationVocabulary = z.infer<typeof AutomationVocabulary>
