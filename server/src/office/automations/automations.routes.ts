import { Id } from '@groundwork/contract/http/fields.ts'
import {
  AutomationRun,
  AutomationVocabulary,
  DryRun,
  DryRunRequest,
  RunLogQuery,
  RunQuery,
  SigningSecret,
} from '@groundwork/contract/office/automations.ts'
import { z } from 'zod'
import { AppError, notFound } from '#platform/errors.ts'
import { change, list, manual, type Route, read } from '#platform/http/route.ts'
import { resourceRoutes } from '#platform/resource/routes.ts'
import { findAutomation } from './automations.queries.ts'
import { automations } from './automations.resource.ts'
import { dryRun } from './dry-run.ts'
import { getRun, listRunLog, listRunsOf, retryRun } from './runs/runs.service.ts'
import { secretBox } from './signing-secret.ts'
import { vocabularyOf } from './vocabulary.ts'

const tag = automations.name
const ById = z.strictObject({ id: Id })
const ByRun = z.strictObject({ id: Id, runId: Id })

export const automationRoutes: Route[] = [
  // Before /automations/:id, which would take the word for an id.
  read('/automations/vocabulary', {
    access: 'office.automations.read',
    tag,
    summary: 'List what automations can be made of',
    description: 'Events with their fields, and kinds of records with theirs, as far as you may see them.',
    reply: AutomationVocabulary,
    run: (ctx) => vocabularyOf(ctx),
  }),
  list('/automations/runs', {
    access: 'office.automations.read',
    tag,
    summary: 'List the runs of all automations',
    description: 'Newest first. Kept for 30 days, those that failed for 90.',
    query: RunLogQuery,
    reply: AutomationRun,
    run: (ctx, { query }) => listRunLog(ctx, query),
  }),
  manual('POST', '/automations/dry-run', {
    access: 'office.automations.read',
    tag,
    summary: 'Try an automation on past events',
    description: 'Judges the newest 200 events of its kinds and says what it would have done. Writes nothing.',
    notAudited: 'It writes nothing: it runs in a read-only transaction',
    notIdempotent: 'It writes nothing, so it can be sent again',
    body: DryRunRequest,
    reply: DryRun,
    run: ({ actor, request, services }, { body }) => {
      if (!actor)
        throw new AppError('auth.required', 'Sign in, or send an access token or an API key as Authorization: Bearer')
      return services.read(actor, request, (ctx) => dryRun(ctx, body))
    },
  }),
  list('/automations/:id/runs', {
    access: 'office.automations.read',
    tag,
    summary: 'List the runs of an automation',
    description: 'Newest first. Kept for 30 days, those that failed for 90.',
    params: ById,
    query: RunQuery,
    reply: AutomationRun,
    run: (ctx, { params, query }) => listRunsOf(ctx, params.id, query),
  }),
  read('/automations/:id/runs/:runId', {
    access: 'office.automations.read',
    tag,
    summary: 'Get a run of an automation',
    params: ByRun,
    reply: AutomationRun,
    run: (ctx, { params }) => getRun(ctx, params.id, params.runId),
  }),
  change('POST', '/automations/:id/runs/:runId/retry', {
    access: 'office.automations.update',
    tag,
    summary: 'Retry a run that failed',
    description: 'Goes on at the action that failed.',
    params: ByRun,
    reply: AutomationRun,
    run: (ctx, { params }) => retryRun(ctx, params.id, params.runId),
  }),
  change('POST', '/automations/:id/signing-secret', {
    access: 'office.automations.update',
    tag,
    summary: 'Show the secret that its calls are signed with',
    description:
      'Receivers check webhook-signature with it, as Standard Webhooks say. Leaves an entry in the audit trail.',
    secretReply: true,
    params: ById,
    reply: SigningSecret,
    run: async (ctx, { params }) => {
      const row = await findAutomation(ctx.tx, { tenantId: ctx.actor.tenant.id, id: params.id })
      if (!row) throw notFound(automations.noun)
      ctx.audit('automation.secret-revealed', { resource: { type: tag, id: row.id }, severity: 'medium' })
      return { secret: secretBox(ctx.config.secret).open(row.sealed_secret, row.id) }
    },
  }),
  ...resourceRoutes(automations),
]
