import type { Route } from '#platform/http/route.ts'
import { nameOf } from '../world/request.ts'

interface Json {
  [key: string]: unknown
}

interface Parameter extends Json {
  name: string
  in: string
  required?: boolean
}

interface Operation extends Json {
  operationId?: string
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: Json
  responses?: Record<string, Json>
  security?: Record<string, unknown>[]
}

const TYPES = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'])
// Words of OpenAPI 3.0 that 3.1 does not know, and of JSON Schema that only a whole document may carry.
const OBSOLETE = ['nullable', '$schema', 'exclusiveMinimum: true']

/** What a strict reader of OpenAPI 3.1 would stumble over, in sentences that name the operation. */
export function openApiFaults(document: Json, routes: readonly Route[]): string[] {
  const operations = operationsOf(document)
  return [
    ...(document['openapi'] === '3.1.0' ? [] : ['openapi must be 3.1.0']),
    ...againstRoutes(operations, routes),
    ...twice(operations.map(([, { operationId = '' }]) => operationId)).map((id) => `operationId ${id} stands twice`),
    ...operations.flatMap(([name, operation]) => operationFaults(name, operation, document)),
    ...danglingRefs(document),
    ...schemaFaults(document, '#'),
  ]
}

function operationsOf({ paths }: Json): [string, Operation][] {
  return Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  )
}

function againstRoutes(operations: readonly [string, Operation][], routes: readonly Route[]): string[] {
  const described = new Set(operations.map(([name]) => name))
  const served = new Set(routes.map((route) => nameOf(route).replaceAll(/:(\w+)/g, '{$1}')))
  return [
    ...[...served].filter((name) => !described.has(name)).map((name) => `${name} is served and not described`),
    ...[...described].filter((name) => !served.has(name)).map((name) => `${name} is described and not served`),
  ]
}

function operationFaults(name: string, operation: Operation, document: Json): string[] {
  const { operationId = '', summary = '', tags = [], parameters = [], responses = {}, security = [] } = operation
  const known = new Set((document['tags'] as { name: string }[]).map((tag) => tag.name))
  const schemes = Object.keys((document['components'] as { securitySchemes: object }).securitySchemes)
  const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()
  const declared = parameters.filter((parameter) => parameter.in === 'path')
  return [
    ...(/^[a-z][A-Za-z0-9]*$/.test(operationId) ? [] : [`${name}: the operationId '${operationId}' is no name`]),
    ...(summary.length > 0 && summary.length <= 80 && !summary.endsWith('.')
      ? []
      : [`${name}: needs a summary of one short line`]),
    ...tags.filter((tag) => !known.has(tag)).map((tag) => `${name}: the tag ${tag} is not declared`),
    ...(inPath.join() ===
    declared
      .map((parameter) => parameter.name)
      .sort()
      .join()
      ? []
      : [`${name}: declares the path parameters ${declared.map((parameter) => parameter.name).join()}`]),
    ...declared
      .filter(({ required }) => required !== true)
      .map((parameter) => `${name}: path parameter ${parameter.name} must be required`),
    ...twice(parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).map(
      (parameter) => `${name}: the parameter ${parameter} stands twice`,
    ),
    ...security
      .flatMap(Object.keys)
      .filter((scheme) => !schemes.includes(scheme))
      .map((scheme) => `${name}: the security scheme ${scheme} is not declared`),
    ...responseFaults(name, responses),
  ]
}

function responseFaults(name: string, responses: Record<string, Json>): string[] {
  const statuses = Object.keys(responses)
  return [
    ...(statuses.some((status) => status.startsWith('2')) ? [] : [`${name}: describes no success`]),
    ...statuses.filter((status) => !/^[1-5]\d\d$/.test(status)).map((status) => `${name}: ${status} is no status`),
    ...Object.entries(responses)
      .filter(([, response]) => response['description'] === undefined && response['$ref'] === undefined)
      .map(([status]) => `${name}: the response ${status} needs a description`),
  ]
}

function danglingRefs(document: Json): string[] {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '')
  return [...new Set(refs)].filter((ref) => !resolves(document, ref)).map((ref) => `${ref} points to nothing`)
}

function resolves(document: Json, ref: string): boolean {
  if (!ref.startsWith('#/')) return false
  let at: unknown = document
  for (const part of ref.slice(2).split('/'))
    at = (at as Json | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')]
  return at !== undefined
}

function schemaFaults(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => schemaFaults(item, `${path}/${index}`))
  if (typeof value !== 'object' || value === null) return []
  const { type, required, properties } = value as Json
  const isSchema = /\/schema$|\/(properties|schemas)\/[^/]+$|\/items$/.test(path)
  const types = isSchema ? [type].flat().filter((one) => one !== undefined) : []
  const missing =
    isSchema && Array.isArray(required) && properties
      ? required.filter((name) => !(String(name) in (properties as Json)))
      : []
  return [
    ...types.filter((one) => !TYPES.has(String(one))).map((one) => `${path}: '${String(one)}' is no type`),
    ...missing.map((name) => `${path}: requires ${String(name)}, which it does not have`),
    ...(isSchema
      ? OBSOLETE.filter((word) => word in value).map((word) => `${path}: '${word}' has no place in OpenAPI 3.1`)
      : []),
    ...Object.entries(value).flatMap(([key, inner]) =>
      key === 'example' || key === 'examples' ? [] : schemaFaults(inner, `${path}/${key}`),
    ),
  ]
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index)
}
