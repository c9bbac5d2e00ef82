import { Job, JobParams, JobQuery, JobSummary } from '@groundwork/contract/platform/jobs.ts'
import { change, list, type Route, read } from '../http/route.ts'
import { cancelJob, getJob, listJobs, retryJob, summariseJobs } from './jobs.service.ts'

const tag = 'Jobs'

export const jobRoutes: Route[] = [
  list('/jobs', {
    access: 'signed-in',
    tag,
    summary: 'List jobs',
    description: 'What you asked for, and with the permission platform.jobs.read what others did.',
    query: JobQuery,
    reply: Job,
    run: (ctx, { query }) => listJobs(ctx, query),
  }),
  read('/jobs/summary', {
    access: 'platform.jobs.read',
    tag,
    summary: 'Show how the queue is doing',
    reply: JobSummary,
    run: (ctx) => summariseJobs(ctx),
  }),
  read('/jobs/:id', {
    access: 'signed-in',
    tag,
    summary: 'Get a job',
    params: JobParams,
    reply: Job,
    run: (ctx, { params }) => getJob(ctx, params.id),
  }),
  change('POST', '/jobs/:id/retry', {
    access: 'signed-in',
    tag,
    summary: 'Retry a job',
    description:
      'Your own, or with the permission platform.jobs.update any. It runs with the rights of whoever asked for it.',
    params: JobParams,
    reply: Job,
    run: (ctx, { params }) => retryJob(ctx, params.id),
  }),
  change('POST', '/jobs/:id/cancel', {
    access: 'signed-in',
    tag,
    summary: 'Cancel a job',
    description:
      'Your own, or with the permission platform.jobs.update any. What a running job has done so far stays done.',
    params: JobParams,
    reply: Job,
    run: (ctx, { params }) => cancelJob(ctx, params.id),
  }),
]
