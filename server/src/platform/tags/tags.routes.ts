import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import { CreateTag, Tag, TagList, UpdateTag } from '@groundwork/contract/platform/tags.ts'
import { z } from 'zod'
import { change, list, type Route, remove } from '../http/route.ts'
import type { ListQuery } from '../resource/list.ts'
import { listPlainly } from '../resource/plain-list.ts'
import { changeTag, createTag, removeTag, tagList } from './tags.service.ts'

const tag = 'Tags'
const ById = z.strictObject({ id: Id })

export const tagRoutes: Route[] = [
  list('/tags', {
    access: 'platform.tags.read',
    tag,
    summary: 'List the tags of the business',
    description: 'A tag is added by itself when a record first carries it.',
    query: listQuery(TagList, Object.keys(Tag.shape)),
    reply: Tag,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { query }) => listPlainly(ctx, tagList, query as unknown as ListQuery),
  }),
  change('POST', '/tags', {
    access: 'platform.tags.update',
    tag,
    summary: 'Add a tag',
    body: CreateTag,
    reply: Tag,
    status: 201,
    run: (ctx, { body }) => createTag(ctx, body),
  }),
  change('PATCH', '/tags/:id', {
    access: 'platform.tags.update',
    tag,
    summary: 'Give a tag another colour',
    params: ById,
    body: UpdateTag,
    reply: Tag,
    run: (ctx, { params, body }) => changeTag(ctx, params.id, body),
  }),
  remove('DELETE', '/tags/:id', {
    access: 'platform.tags.update',
    tag,
    summary: 'Delete a tag that no record carries',
    params: ById,
    run: (ctx, { params }) => removeTag(ctx, params.id),
  }),
]
