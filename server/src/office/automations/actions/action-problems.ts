import { Email } from '@groundwork/contract/http/fields.ts'
import type { AutomationAction } from '@groundwork/contract/office/automations.ts'
import type { z } from 'zod'
import { parseExportQuery } from '#office/exports/export-query.ts'
import { exportSources } from '#office/exports/export-source.ts'
import type { FieldProblem } from '#platform/errors.ts'
import { AppError } from '#platform/errors.ts'
import { toFieldProblems } from '#platform/http/parse.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import type { Variable } from '../events/event-shape.ts'
import type { Shape } from '../events/json-shape.ts'
import { hasPlaces, placeProblems } from '../events/templates.ts'
import { recordKinds } from './record-kinds.ts'

/** What an action could never do, with this event. What depends on what the event carries shows when it runs. */
export function actionProblems(action: AutomationAction, shapes: Record<Variable, Shape>): FieldProblem[] {
  const { type: _, ...parts } = action
  const places = Object.entries(parts).flatMap(([field, value]) =>
    placeProblems(value, shapes).map((message) => ({ field, message })),
  )
  return [...places, ...ownProblems(action)]
}

function ownProblems(action: AutomationAction): FieldProblem[] {
  switch (action.type) {
    case 'change-record':
      return withKind(action.resource, ({ schemas }) => valueProblems(schemas.update, action.values))
    case 'create-record':
      return withKind(action.resource, ({ schemas }) => valueProblems(schemas.create, action.values))
    case 'send-mail':
      return addressProblems(action.to)
    case 'call-url':
      return urlProblems(action.url)
    case 'start-export':
      return exportProblems(action)
  }
}

function withKind(name: string, judge: (resource: AnyResource) => FieldProblem[]): FieldProblem[] {
  const resource = recordKinds().find((kind) => kind.name === name)
  if (resource) return judge(resource)
  const names = recordKinds().map((kind) => kind.name)
  return [{ field: 'resource', message: `There is no kind of record '${name}'; use one of ${names.join(', ')}` }]
}

/** A place is a text now and may be anything then, so what is said about it does not count yet. */
function valueProblems(schema: z.ZodType, values: Record<string, unknown>): FieldProblem[] {
  const result = schema.safeParse(values)
  if (result.success)
    return Object.keys(values).length > 0 ? [] : [{ field: 'values', message: 'Set at least one field' }]
  return toFieldProblems(result.error, 'body')
    .filter(({ field }) => !hasPlaces(at(values, field.split('.'))))
    .map(({ field, message }) => ({ field: `values.${field}`, message }))
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  )
}

function addressProblems(to: string): FieldProblem[] {
  const wrong = to.split(',').filter((address) => !hasPlaces(address) && !Email.safeParse(address).success)
  return wrong.map((address) => ({ field: 'to', message: `'${address.trim()}' is not an e-mail address` }))
}

/** Where a call goes is said here; the event fills in the path and what follows it. */
function urlProblems(url: string): FieldProblem[] {
  const [beforePlaces = ''] = url.split('{{')
  const parsed = URL.canParse(url.replaceAll(/\{\{[^}]*\}\}/g, 'x'))
    ? new URL(url.replaceAll(/\{\{[^}]*\}\}/g, 'x'))
    : null
  const problem = (message: string) => [{ field: 'url', message }]
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return problem('Use an address such as https://example.com/hook')
  if (parsed.username !== '' || parsed.password !== '')
    return problem('Leave user name and password out of the address')
  const hasHost = /^https?:\/\/[^/?#]+[/?#]/.test(beforePlaces) || beforePlaces === url
  return hasHost ? [] : problem('Write the server in full; places may follow behind it')
}

function exportProblems({ resource, query }: { resource: string; query: Record<string, string> }): FieldProblem[] {
  const source = exportSources().find((one) => one.resource.name === resource)
  if (!source) return [{ field: 'resource', message: `There is no export of '${resource}'` }]
  if (Object.values(query).some(hasPlaces)) return []
  try {
    parseExportQuery(source, query)
    return []
  } catch (error) {
    if (error instanceof AppError) return error.details
    throw error
  }
}
