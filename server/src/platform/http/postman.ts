import { z } from 'zod'
import { exampleOf } from './example.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>

/** The routes as a Postman collection (format 2.1), one folder per tag; set the variable `apiKey` and send. */
export function postmanCollection(routes: readonly Route[], publicUrl: string): Json {
  const tags = [...new Set(routes.map((route) => route.options.tag))].sort()
  return {
    info: { name: 'Groundwork API', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{apiKey}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: `${publicUrl}/api` },
      { key: 'apiKey', value: '' },
    ],
    item: tags.map((name) => ({ name, item: routes.filter((route) => route.options.tag === name).map(toItem) })),
  }
}

function toItem(route: Route): Json {
  const path = route.path.split('/').filter(Boolean)
  const headers = route.options.body ? [{ key: 'Content-Type', value: 'application/json' }] : []
  const idempotent =
    route.method === 'POST' && !route.options.notIdempotent ? [{ key: 'Idempotency-Key', value: '{{$guid}}' }] : []
  return {
    name: route.options.summary,
    request: {
      method: route.method,
      header: [...headers, ...idempotent],
      url: { raw: `{{baseUrl}}/${path.join('/')}`, host: ['{{baseUrl}}'], path },
      ...(route.options.body
        ? { body: { mode: 'raw', raw: exampleText(route.options.body), options: { raw: { language: 'json' } } } }
        : {}),
    },
  }
}

function exampleText(body: z.ZodType): string {
  return JSON.stringify(exampleOf(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })), null, 2)
}
