import { Id } from '@groundwork/contract/http/fields.ts'
import {
  CreateCustomField,
  CustomField,
  CustomFieldQuery,
  CustomFieldResource,
  OrderCustomFields,
  UpdateCustomField,
} from '@groundwork/contract/platform/custom-fields.ts'
import { z } from 'zod'
import { change, list, type Route, read, remove } from '../http/route.ts'
import {
  allCustomFields,
  archiveCustomField,
  changeCustomField,
  createCustomField,
  getCustomField,
  orderFields,
  removeCustomField,
  restoreCustomField,
} from './custom-fields.service.ts'
import { resourcesWithFields } from './field-checks.ts'

const tag = 'platform.custom-fields'
const access = 'platform.custom-fields.update'
const ById = z.strictObject({ id: Id })

export const customFieldRoutes: Route[] = [
  list('/custom-fields', {
    access: 'signed-in',
    tag,
    summary: 'List the fields that the business has defined',
    description: 'In their order, archived ones too.',
    query: CustomFieldQuery,
    reply: CustomField,
    run: (ctx, { query }) => allCustomFields(ctx, query.resource),
  }),
  read('/custom-fields/resources', {
    access: 'signed-in',
    tag,
    summary: 'List the kinds of records that take custom fields',
    reply: z.array(CustomFieldResource),
    run: async () => resourcesWithFields(),
  }),
  read('/custom-fields/:id', {
    access: 'signed-in',
    tag,
    summary: 'Get a custom field',
    params: ById,
    reply: CustomField,
    run: (ctx, { params }) => getCustomField(ctx, params.id),
  }),
  change('POST', '/custom-fields', {
    access,
    tag,
    summary: 'Define a custom field',
    description: 'At most 100 for each kind of record. The kind and the key never change.',
    body: CreateCustomField,
    reply: CustomField,
    status: 201,
    run: (ctx, { body }) => createCustomField(ctx, body),
  }),
  change('PATCH', '/custom-fields/:id', {
    access,
    tag,
    summary: 'Change a custom field',
    description: 'Values that records hold already stay. An option that records hold cannot be removed.',
    params: ById,
    body: UpdateCustomField,
    reply: CustomField,
    run: (ctx, { params, body, headers }) => changeCustomField(ctx, params.id, body, headers.ifMatch),
  }),
  change('POST', '/custom-fields/:id/archive', {
    access,
    tag,
    summary: 'Archive a custom field',
    description: 'It is not shown and not set any more; its values stay.',
    params: ById,
    reply: CustomField,
    run: (ctx, { params, headers }) => archiveCustomField(ctx, params.id, headers.ifMatch),
  }),
  change('POST', '/custom-fields/:id/restore', {
    access,
    tag,
    summary: 'Bring an archived custom field back, with its values',
    params: ById,
    reply: CustomField,
    run: (ctx, { params, headers }) => restoreCustomField(ctx, params.id, headers.ifMatch),
  }),
  change('PUT', '/custom-fields/order', {
    access,
    tag,
    summary: 'Put the custom fields of a kind of record in order',
    body: OrderCustomFields,
    reply: z.array(CustomField),
    run: async (ctx, { body }) => (await orderFields(ctx, body)).rows,
  }),
  remove('DELETE', '/custom-fields/:id', {
    access,
    tag,
    summary: 'Delete a custom field that no record has a value in',
    params: ById,
    run: (ctx, { params, headers }) => removeCustomField(ctx, params.id, headers.ifMatch),
  }),
]
