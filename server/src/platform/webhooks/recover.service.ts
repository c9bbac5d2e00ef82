import type { Ctx } from '../context.ts'
import { invalidField } from '../errors.ts'
import { lockOrThrow } from './endpoints/endpoints.service.ts'
import { recoverJob } from './recover.job.ts'

/** As far back as events are kept: 30 days. */
export async function recoverWebhook(ctx: Ctx, endpointId: string, since: string): Promise<{ jobId: string }> {
  await lockOrThrow(ctx, endpointId)
  if (Date.parse(since) > ctx.now.getTime()) throw invalidField('since', 'Lies in the future')
  const jobId = ctx.addJob(recoverJob, { endpointId, since })
  ctx.audit('webhook.recovered', { resource: { type: 'platform.webhooks', id: endpointId }, note: `Since ${since}` })
  return { jobId }
}
