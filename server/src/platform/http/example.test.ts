import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ROUTES } from '#app'
import { exampleOf } from './example.ts'

describe('the examples in the docs', () => {
  it.each(
    ROUTES.filter((route) => route.options.body).map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s: the route accepts its own example', (_name, route) => {
    const { body } = route.options
    const result = body?.safeParse(exampleOf(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })))
    expect(result?.error?.issues).toBeUndefined()
  })
})
