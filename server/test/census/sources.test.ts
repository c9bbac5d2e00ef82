import { describe, expect, it } from 'vitest'
import { isRisky, regexesOf } from './sources/regexes.ts'
import { anyFaults, defaultExportFaults, lengthFaults, outgoingFaults, regexFaults } from './sources/source-faults.ts'
import { type SourceFile, sourceFiles } from './sources/source-files.ts'

const FILES = sourceFiles()

describe('our sources', () => {
  it.each([
    ['know every type: no any', anyFaults],
    ['export by name: no default exports', defaultExportFaults],
    ['are short, or say why not', lengthFaults],
    ['have no regular expression that repeats what repeats', regexFaults],
    ['go out to other servers by one way', outgoingFaults],
  ])('%s', (_, check) => {
    expect(FILES.flatMap(check)).toEqual([])
  })

  it('are there at all', () => {
    expect(FILES.length).toBeGreaterThan(300)
  })
})

describe('this test itself', () => {
  const file = (text: string): SourceFile => ({ path: 'server/src/planted.ts', text })

  it.each([
    ['const a: any = 1', 1],
    ['const a = b as any', 1],
    ['function f(a: any[]) {}', 1],
    ['type T = Record<string, any>', 1],
    ['// any of these', 0],
    ["const a = 'as any'", 0],
    ['const many = anyOf(words)', 0],
    ['Promise.any(x)', 0],
  ])('finds any in: %s', (text, count) => {
    expect(anyFaults(file(text))).toHaveLength(count)
  })

  it.each([
    ["const answer = await fetch('https://example.com')", 1],
    ["import { request } from 'undici'", 1],
    ["import { createServer, get } from 'node:http'", 1],
    ["import type { ServerResponse } from 'node:http'", 0],
    ['await refetch()', 0],
    ['await query.fetch()', 0],
  ])('finds a way out past the one client: %s', (text, count) => {
    expect(outgoingFaults(file(text))).toHaveLength(count)
  })

  it('finds a default export, and lets tools have theirs', () => {
    expect(defaultExportFaults(file('export default function f() {}'))).toHaveLength(1)
    expect(defaultExportFaults({ path: 'vitest.config.ts', text: 'export default {}' })).toEqual([])
  })

  it('finds a long file, and lets one be long for a reason', () => {
    const long = 'x\n'.repeat(401)
    expect(lengthFaults(file(long))).toHaveLength(1)
    expect(lengthFaults(file(`// One file, because it is generated from the database.\n${long}`))).toEqual([])
  })

  it.each([
    ['(a+)+', true],
    ['(a*)*b', true],
    ['^(\\w+\\s?)*$', true],
    ['(?:[a-z]+)+@', true],
    ['((ab)+c?){2,}', true],
    ['(.*)*', true],
    ['(a|aa)+', false],
    ['^[a-z]+(\\.[a-z-]+)+$', false],
    ['^-?\\d+(\\.\\d+)?(,-?\\d+){3}$', false],
    ['(a+){2,3}', false],
    ['\\(a+\\)+', false],
    ['[(a+)]+', false],
  ])('/%s/ is risky: %s', (source, expected) => {
    expect(isRisky(source)).toBe(expected)
  })

  it('finds regexes where they stand, and not divisions', () => {
    const code = "const a = b / c / d\nconst e = /x'y[/]z/g\nf(/(a+)+/)\nif (/q/.test(r)) return /s/"
    expect(regexesOf(code)).toEqual([
      { source: "x'y[/]z", line: 2 },
      { source: '(a+)+', line: 3 },
      { source: 'q', line: 4 },
      { source: 's', line: 4 },
    ])
    expect(regexFaults(file(code))).toEqual(['server/src/planted.ts:3: /(a+)+/ repeats what repeats'])
  })
})
