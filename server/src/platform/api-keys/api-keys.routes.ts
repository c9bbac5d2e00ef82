import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import { ApiKey, ApiKeyList, CreateApiKey, CreatedApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { z } from 'zod'
import { change, list, type Route, read, remove } from '#platform/http/route.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { listPlainly } from '#platform/resource/plain-list.ts'
import { apiKeyList } from './api-keys.list.ts'
import { createApiKey, getApiKey, revokeApiKey } from './api-keys.service.ts'

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
  remove('DELETE', '/api-keys/:id', {
    access: 'platform.api-keys.revoke',
    tag,
    summary: 'Revoke an API key',
    description: 'It is refused everywhere within a second, and stays in the list as revoked.',
    params: ById,
    run: (ctx, { params }) => revokeApiKey(ctx, params.id),
  }),
]
