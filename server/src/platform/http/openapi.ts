import { ERROR_CLASSES, ERRORS } from '@groundwork/contract/errors.ts'
import { Meta, Pagination, Problem } from '@groundwork/contract/http/envelope.ts'
import { z } from 'zod'
import { API_VERSIONS } from './api-version.ts'
import { exampleOf } from './example.ts'
import type { Access, Route } from './route.ts'

type Json = Record<string, unknown>

/** OpenAPI 3.1 from the very schemas that parse requests and shape replies: it cannot say anything else than the code does. */
export function openApi(routes: readonly Route[], publicUrl: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Groundwork API',
      version: API_VERSIONS.at(-1) ?? '',
      description: INTRODUCTION,
    },
    servers: [{ url: `${publicUrl}/api` }],
    tags: [...new Set(routes.map((route) => route.options.tag))].sort().map((name) => ({ name })),
    paths: paths(routes),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key (gw_live_…) or an access token' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-gw_session', description: 'The console’s session' },
      },
      schemas: {
        Problem: schema(Problem, 'output'),
        Pagination: schema(Pagination, 'output'),
        Meta: schema(Meta, 'output'),
      },
      responses: problemResponses(),
    },
  }
}

const INTRODUCTION = [
  'Make an API key in the console under Settings, API keys, and send it as `Authorization: Bearer gw_live_…`.',
  'Every POST takes an `Idempotency-Key`: repeated with the same body it answers what the first one answered, and does nothing again.',
  'Every record answers an `ETag`; send it as `If-Match` with a change and you never overwrite what somebody else did meanwhile.',
  'Errors are RFC 9457 problem details: `code` is the class to branch on, `rule` the exact reason, `details` the fields.',
].join('\n\n')

function paths(routes: readonly Route[]): Json {
  const all: Record<string, Json> = {}
  const versioned = new Set(routes.filter(answersVersion).map(({ path }) => path))
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    all[path] = { ...all[path], [route.method.toLowerCase()]: operation(route, versioned.has(route.path)) }
  }
  return all
}

/** Whether there is an ETag to send back: a record without a version has none. */
function answersVersion({ kind, reply }: Route): boolean {
  return kind === 'record' && reply instanceof z.ZodObject && 'version' in reply.shape
}

function operation(route: Route, isVersioned: boolean): Json {
  const { summary, description, tag, access, body, takesFile } = route.options
  return {
    operationId: operationId(route),
    summary,
    description: [description, accessSentence(access)].filter(Boolean).join('\n\n'),
    tags: [tag],
    security: isPublic(access) ? [] : [{ bearer: [] }, { session: [] }],
    parameters: parameters(route, isVersioned),
    ...(body ? { requestBody: requestBody(body) } : {}),
    ...(takesFile ? { requestBody: FILE_BODY } : {}),
    responses: responses(route),
  }
}

const FILE_BODY = { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }

function requestBody(body: z.ZodType): Json {
  const json = schema(body, 'input')
  return { required: true, content: { 'application/json': { schema: json, example: exampleOf(json) } } }
}

const isPublic = (access: Access) => typeof access === 'object'

export function operationId({ method, path }: Route): string {
  const words = path
    .split('/')
    .filter(Boolean)
    .map((part) => (part.startsWith(':') ? `by-${part.slice(1)}` : part))
  return [method.toLowerCase(), ...words]
    .join('-')
    .replace(/[^a-zA-Z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')
}

function accessSentence(access: Access): string {
  if (typeof access === 'object') return `Needs no credentials: ${access.public}.`
  if (access === 'signed-in') return 'Needs any signed-in person or API key.'
  return access === 'super-admin' ? 'Needs a super admin.' : `Needs the permission \`${access}\`.`
}

function parameters(route: Route, isVersioned: boolean): Json[] {
  const { params, query, notIdempotent } = route.options
  const headers: Json[] = []
  if (route.method === 'POST' && !notIdempotent)
    headers.push(header('Idempotency-Key', 'Makes the request safe to repeat; kept for 24 hours'))
  if (isVersioned && (route.method === 'PATCH' || route.method === 'DELETE'))
    headers.push(header('If-Match', 'The ETag you read; another version answers 412'))
  if (isVersioned && route.method === 'GET' && route.kind === 'record')
    headers.push(header('If-None-Match', 'The ETag you have; unchanged answers 304'))
  return [...fromObject(params, 'path'), ...fromObject(query, 'query'), ...headers]
}

function header(name: string, description: string): Json {
  return { name, in: 'header', required: false, description, schema: { type: 'string' } }
}

function fromObject(object: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!object) return []
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = schema(object, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
    additionalProperties?: boolean | Json
  }
  const named = Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(shape['description'] ? { description: shape['description'] } : {}),
    schema: shape,
  }))
  return typeof additionalProperties === 'object' ? [...named, CUSTOM_FIELD_PARAMETERS] : named
}

/** Which there are, each business decides. */
const CUSTOM_FIELD_PARAMETERS: Json = {
  name: 'customFields',
  in: 'query',
  required: false,
  style: 'form',
  explode: true,
  description: [
    'Custom fields, by the key that GET /api/custom-fields says:',
    '`cf.colour=red,blue` one of several options or records, `cf.note=gate b` a text as a whole, in any case;',
    '`cf.weight=12.5`, `cf.weight.from=10`, `cf.weight.to=20` numbers, the bounds included;',
    '`cf.delivered=2026-11-20`, `cf.delivered.after=2026-01-01` from a day on, `cf.delivered.before=2026-02-01` up to it.',
    'Sort by one of them with `sort=cf.weight` or `sort=-cf.weight`; records without a value come last.',
  ].join(' '),
  schema: {
    type: 'object',
    patternProperties: { '^cf\\.[a-z][A-Za-z0-9]{0,49}(\\.(from|to|after|before))?$': { type: 'string' } },
    additionalProperties: false,
    examples: [{ 'cf.colour': 'red,blue', 'cf.weight.from': '10' }],
  },
}

function responses(route: Route): Json {
  const failures = [
    'VALIDATION_ERROR',
    'UNAUTHORIZED',
    'FORBIDDEN',
    'NOT_FOUND',
    'RATE_LIMIT_EXCEEDED',
    'INTERNAL_ERROR',
  ]
  if (route.method !== 'GET') failures.push('CONFLICT', 'PRECONDITION_FAILED', 'RULE_VIOLATION')
  const refs = failures.map((code) => [
    String(ERROR_CLASSES[code as keyof typeof ERROR_CLASSES]),
    { $ref: `#/components/responses/${code}` },
  ])
  return { [route.status]: success(route), ...Object.fromEntries(refs) }
}

function success(route: Route): Json {
  if (route.kind === 'nothing') return { description: 'Done' }
  if (!route.reply) return { description: 'A stream' }
  const data = schema(route.reply, 'output')
  const isList = route.kind === 'list'
  const envelope = {
    type: 'object',
    required: ['success', 'data', 'meta', ...(isList ? ['pagination'] : [])],
    properties: {
      success: { const: true },
      data: isList ? { type: 'array', items: data } : data,
      ...(isList ? { pagination: { $ref: '#/components/schemas/Pagination' } } : {}),
      meta: { $ref: '#/components/schemas/Meta' },
    },
  }
  return { description: route.options.summary, content: { 'application/json': { schema: envelope } } }
}

/** One response per class of error, with every rule that can stand in it. */
function problemResponses(): Json {
  return Object.fromEntries(
    Object.keys(ERROR_CLASSES).map((code) => {
      const rules = Object.entries(ERRORS)
        .filter(([, entry]) => entry.code === code)
        .map(([rule, { title }]) => `\`${rule}\` ${title}`)
      return [
        code,
        {
          description: `${code}: ${rules.join('; ')}`,
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]
    }),
  )
}

function schema(type: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Json
  return json
}
