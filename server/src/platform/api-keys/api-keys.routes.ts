import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import {
  ApiKey,
  ApiKeyList,
  ApiKeyUsage,
  ApiKeyUsageQuery,
  CreateApiKey,
  CreatedApiKey,
  RotateApiKey,
  UpdateApiKey,
} from '@groundwork/contract/platform/api-keys.ts'
import { z } from 'zod'
import { change, list, type Route, read, remove } from '#platform/http/route.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { listPlainly } from '#platform/resource/plain-list.ts'
import { apiKeyList } from './api-keys.list.ts'
import { createApiKey, getApiKey, revokeApiKey } from './api-keys.service.ts'
import { changeApiKey, endPreviousSecret, rotateApiKey } from './change-key.service.ts'
import { getUsage } from './usage/usage.service.ts'

const tag = 'API keys'
const ById = z.strictObject({ id: Id })

export const apiKeyRoutes: Route[] = [
  list('/api-keys', {
    access: 'platform.api-keys.read',
    tag,
    summary: 'List API keys',
    query: listQuery(ApiKeyList, Object.keys(ApiKey.shape)),
    reply: ApiKey,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { query }) => listPlainly(ctx, apiKeyList, query as unknown as ListQuery),
  }),
  read('/api-keys/:id', {
    access: 'platform.api-keys.read',
    tag,
    summary: 'Get an API key',
    params: ById,
    query: z.strictObject({ expand: z.literal('can').optional() }),
    reply: ApiKey,
    run: (ctx, { params, query }) => getApiKey(ctx, params.id, query.expand === 'can'),
  }),
  change('POST', '/api-keys', {
    access: 'platform.api-keys.create',
    tag,
    summary: 'Make an API key',
    description:
      'The key is in this answer and nowhere else. It carries permissions you have yourself, and never more than you have later.',
    body: CreateApiKey,
    reply: CreatedApiKey,
    status: 201,
    secretReply: true,
    run: (ctx, { body }) => createApiKey(ctx, body),
  }),
  change('PATCH', '/api-keys/:id', {
    access: 'platform.api-keys.update',
    tag,
    summary: 'Change an API key',
    description:
      'Of a key that may do nothing you may not. Works within a second everywhere. Needs a confirmation (POST /auth/confirm).',
    params: ById,
    body: UpdateApiKey,
    reply: ApiKey,
    run: (ctx, { params, body, headers }) => changeApiKey(ctx, params.id, body, headers.ifMatch),
  }),
  change('POST', '/api-keys/:id/rotate', {
    access: 'platform.api-keys.update',
    tag,
    summary: 'Give an API key a new secret',
    description:
      'The new secret is in this answer and nowhere else. The old one works on for the hours you name, so that programs change over one by one. Needs a confirmation (POST /auth/confirm).',
    params: ById,
    body: RotateApiKey,
    reply: CreatedApiKey,
    secretReply: true,
    run: (ctx, { params, body }) => rotateApiKey(ctx, params.id, body),
  }),
  change('POST', '/api-keys/:id/end-previous', {
    access: 'platform.api-keys.update',
    tag,
    summary: 'End the old secret of an API key now',
    params: ById,
    reply: ApiKey,
    run: (ctx, { params }) => endPreviousSecret(ctx, params.id),
  }),
  read('/api-keys/:id/usage', {
    access: 'platform.api-keys.read',
    tag,
    summary: 'See what an API key does, by day or by route',
    description: 'Requests, errors and how fast they were answered, up to ten seconds ago. Kept for 90 days.',
    params: ById,
    query: ApiKeyUsageQuery,
    reply: ApiKeyUsage,
    run: (ctx, { params, query }) => getUsage(ctx, params.id, query),
  }),
  remove('DELETE', '/api-keys/:id', {
    access: 'platform.api-keys.revoke',
    tag,
    summary: 'Revoke an API key',
    description: 'It is refused everywhere within a second, and stays in the list as revoked.',
    params: ById,
    run: (ctx, { params, headers }) => revokeApiKey(ctx, params.id, headers.ifMatch),
  }),
]
