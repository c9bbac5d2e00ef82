import { describe, expect, it } from 'vitest'
import { breachesOf, findBreaches, importsOf } from '../../../scripts/boundaries.ts'

it('no import goes against the direction of ARCHITECTURE.md', () => {
  expect(findBreaches().map(({ file, imported, rule }) => `${file} imports ${imported}: ${rule}`)).toEqual([])
})

describe('the check itself', () => {
  it.each([
    ['contract/src/a.ts', 'server/src/platform/ids.ts', 'contract imports nothing of ours'],
    ['web/src/a.ts', 'server/src/platform/ids.ts', 'web imports contract only'],
    ['server/src/platform/a.ts', 'server/src/office/index.ts', 'platform stands below office'],
    ['server/src/platform/a.ts', 'server/src/modules/waste/index.ts', 'platform stands below modules/waste'],
    ['server/src/platform/a.ts', 'server/src/app.ts', 'platform stands below the app'],
    ['server/src/office/a/b.ts', 'server/src/modules/waste/index.ts', 'office stands below modules/waste'],
    ['server/src/modules/waste/a.ts', 'server/src/modules/repair/b.ts', 'a module never imports another module'],
    [
      'server/src/modules/waste/bins/a.ts',
      'server/src/modules/waste/routes/b.routes.ts',
      "another slice's routes or jobs",
    ],
    ['server/src/office/a/a.service.ts', 'server/src/office/b/b.jobs.ts', "another slice's routes or jobs"],
  ])('%s must not import %s', (file, target, rule) => {
    expect(breachesOf(file, target, 'x')).toEqual([{ file, imported: 'x', rule: expect.stringContaining(rule) }])
  })

  it.each([
    ['server/src/modules/waste/a.ts', 'server/src/office/customers/customers.queries.ts'],
    ['server/src/office/a.ts', 'server/src/platform/ids.ts'],
    ['server/src/modules/waste/index.ts', 'server/src/modules/waste/bins/bins.routes.ts'],
    ['server/src/modules/waste/routes/a.ts', 'server/src/modules/waste/bins/bins.queries.ts'],
    ['server/src/app.ts', 'server/src/modules/waste/index.ts'],
    ['web/src/a.ts', 'contract/src/events.ts'],
    ['server/src/platform/a.ts', 'contract/src/events.ts'],
  ])('%s may import %s', (file, target) => {
    expect(breachesOf(file, target, 'x')).toEqual([])
  })

  it('contract uses zod and nothing else', () => {
    expect(breachesOf('contract/src/a.ts', undefined, 'fastify')).toHaveLength(1)
    expect(breachesOf('contract/src/a.ts', undefined, 'zod')).toEqual([])
  })

  it('sees every way to import', () => {
    const source = `import a from 'a'
import type { B } from "b"
import {
  c,
  type D,
} from './c.ts'
export * from 'e'
export { f } from './f.ts'
import 'g'
const h = await import('h')
// no import of 'x' here`
    expect(importsOf(source)).toEqual(['a', 'b', './c.ts', 'e', './f.ts', 'g', 'h'])
  })
})
