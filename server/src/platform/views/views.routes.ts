import { Id } from '@groundwork/contract/http/fields.ts'
import { CreateView, ListViews, UpdateView, View } from '@groundwork/contract/platform/views.ts'
import { z } from 'zod'
import { change, list, type Route, remove } from '../http/route.ts'
import { changeView, createView, listVisibleViews, removeView } from './views.service.ts'

const ById = z.strictObject({ id: Id })
const tag = 'platform.views'

export const viewRoutes: Route[] = [
  list('/views', {
    access: 'signed-in',
    tag,
    summary: 'List the saved views of a list',
    query: ListViews,
    reply: View,
    run: (ctx, { query }) => listVisibleViews(ctx, query),
  }),
  change('POST', '/views', {
    access: 'signed-in',
    tag,
    summary: 'Save a view',
    body: CreateView,
    reply: View,
    status: 201,
    run: (ctx, { body }) => createView(ctx, body),
  }),
  change('PATCH', '/views/:id', {
    access: 'signed-in',
    tag,
    summary: 'Change a view',
    params: ById,
    body: UpdateView,
    reply: View,
    run: (ctx, { params, body, headers }) => changeView(ctx, params.id, body, headers.ifMatch),
  }),
  remove('DELETE', '/views/:id', {
    access: 'signed-in',
    tag,
    summary: 'Delete a view',
    params: ById,
    run: (ctx, { params, headers }) => removeView(ctx, params.id, headers.ifMatch),
  }),
]
