import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ROUTES } from '#app'
import { openApi } from '#platform/http/openapi.ts'
import { read } from '#platform/http/route.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous } from '#test/kit/callers.ts'
import { contractSchemas, exampleFaults } from './contract/contract-schemas.ts'
import { openApiFaults } from './contract/openapi-faults.ts'
import { nameOf } from './world/request.ts'

interface Json {
  [key: string]: unknown
}

const app = await testApp()
const SCHEMAS = await contractSchemas()
let document: Json
let paths: Record<string, Record<string, Json>>

beforeAll(async () => {
  document = (await anonymous(app).get('/openapi.json')).body
  // Its structure is what the first test below is about.
  paths = document['paths'] as typeof paths
})

const operationOf = (name: string) => {
  const [method = '', path = ''] = name.split(' ')
  return paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
}

describe('GET /api/openapi.json', () => {
  it('is valid OpenAPI 3.1, describes every route and no other', () => {
    expect(openApiFaults(document, ROUTES)).toEqual([])
  })

  it('needs no credentials where the route needs none, and some where it does', () => {
    const wrong = ROUTES.filter(
      (route) =>
        (JSON.stringify(operationOf(nameOf(route))?.['security']) === '[]') !==
        (typeof route.options.access === 'object'),
    )
    expect(wrong.map(nameOf)).toEqual([])
  })

  it('describes the body of every route that takes one, files too', () => {
    const taking = ROUTES.filter(({ options }) => options.body !== undefined || options.takesFile)
    expect(taking.filter((route) => operationOf(nameOf(route))?.['requestBody'] === undefined).map(nameOf)).toEqual([])
  })

  it('shows an example body that the route takes', () => {
    const withBody = ROUTES.filter(({ options }) => options.body !== undefined)
    const faults = withBody.flatMap((route) => {
      const body = operationOf(nameOf(route))?.['requestBody'] as
        | { content: Record<string, { example?: unknown }> }
        | undefined
      const result = route.options.body?.safeParse(body?.content['application/json']?.example)
      return result?.success ? [] : [`${nameOf(route)}: ${result?.error.message ?? 'no example'}`]
    })
    expect(faults).toEqual([])
  })

  it('offers Idempotency-Key exactly where it is honoured', () => {
    const offering = ROUTES.filter((route) =>
      JSON.stringify(operationOf(nameOf(route))?.['parameters']).includes('"Idempotency-Key"'),
    )
    expect(offering.map(nameOf)).toEqual(
      ROUTES.filter(({ method, options }) => method === 'POST' && !options.notIdempotent).map(nameOf),
    )
  })
})

describe('schemas of the contract', () => {
  it.each([...SCHEMAS])('%s: its examples are valid by itself', (name, schema) => {
    expect(exampleFaults(name, schema)).toEqual([])
  })

  it('refuse what they do not know: objects that routes take are strict', () => {
    const loose = ROUTES.flatMap((route) =>
      (['params', 'query', 'body'] as const).flatMap((place) => {
        const schema = route.options[place]
        return schema?.safeParse({ surprise: 1 }).error?.issues.some(({ code }) => code === 'unrecognized_keys') ===
          false
          ? [`${nameOf(route)}: ${place}`]
          : []
      }),
    )
    expect(loose).toEqual([])
  })
})

describe('this test itself', () => {
  const common = {
    access: 'signed-in',
    tag: 'planted',
    summary: 'Planted',
    reply: z.strictObject({}),
    run: async () => ({}),
  } as const
  const faultsOf = (route: Parameters<typeof openApi>[0][number], change: (planted: Json) => void = () => {}) => {
    const planted = structuredClone(openApi([route], 'http://localhost'))
    change(planted)
    return openApiFaults(planted, [route])
  }

  it('finds a path parameter that nobody declares', () => {
    expect(faultsOf(read('/planted/:id', common))).toContainEqual(
      expect.stringContaining('GET /planted/{id}: declares the path parameters'),
    )
  })

  it('finds a route that is not described', () => {
    expect(openApiFaults(document, [...ROUTES, read('/planted', common)])).toEqual([
      'GET /planted is served and not described',
    ])
  })

  it('finds a reference to nothing', () => {
    expect(
      faultsOf(read('/planted', common), (planted) =>
        Object.assign(planted, { 'x-planted': { $ref: '#/components/schemas/Nothing' } }),
      ),
    ).toEqual(['#/components/schemas/Nothing points to nothing'])
  })

  it('finds a summary that is none', () => {
    expect(faultsOf(read('/planted', { ...common, summary: '' }))).toEqual([
      'GET /planted: needs a summary of one short line',
    ])
  })

  it('finds an example that its schema refuses, however deep', () => {
    const schema = z.strictObject({
      bins: z
        .array(
          z.strictObject({
            fill: z
              .int()
              .max(100)
              .meta({ examples: [101] }),
          }),
        )
        .optional(),
    })
    expect(exampleFaults('planted', schema)).toEqual([expect.stringContaining('the example 101 is not valid')])
  })
})
