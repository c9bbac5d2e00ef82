import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import {
  CreateTag,
  MergeTag,
  Tag,
  TagCounts,
  TagList,
  TagMerged,
  TagUses,
  UpdateTag,
} from '@groundwork/contract/platform/tags.ts'
import { z } from 'zod'
import { change, list, type Route, read, remove } from '../http/route.ts'
import type { ListQuery } from '../resource/list.ts'
import { listPlainly } from '../resource/plain-list.ts'
import { mergeTag } from './rename-tag.ts'
import { countUses, usesOf } from './tag-uses.ts'
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
    summary: 'Give a tag another name or colour',
    description:
      'A new name is taken by whatever carries the tag: saved views and export schedules at once, records by a job. What automations say stays as it is; see `GET /tags/:id/uses` before.',
    params: ById,
    body: UpdateTag,
    reply: Tag,
    run: (ctx, { params, body, headers }) => changeTag(ctx, params.id, body, headers.ifMatch),
  }),
  read('/tags/uses', {
    access: 'platform.tags.update',
    tag,
    summary: 'See how many records carry each tag',
    reply: TagCounts,
    run: (ctx) => countUses(ctx),
  }),
  read('/tags/:id/uses', {
    access: 'platform.tags.update',
    tag,
    summary: 'See what carries a tag',
    params: ById,
    reply: TagUses,
    run: (ctx, { params }) => usesOf(ctx, params.id),
  }),
  change('POST', '/tags/:id/merge', {
    access: 'platform.tags.update',
    tag,
    summary: 'Merge a tag into another one',
    description:
      'What carried it carries the other one, and the tag is gone. A job changes the records. Obeys `If-Match`, the ETag of the tag that goes.',
    params: ById,
    body: MergeTag,
    reply: TagMerged,
    run: (ctx, { params, body, headers }) => mergeTag(ctx, params.id, body, headers.ifMatch),
  }),
  remove('DELETE', '/tags/:id', {
    access: 'platform.tags.update',
    tag,
    summary: 'Delete a tag that no record carries',
    params: ById,
    run: (ctx, { params, headers }) => removeTag(ctx, params.id, headers.ifMatch),
  }),
]
