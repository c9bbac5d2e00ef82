import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERROR_CLASSES, ERRORS } from '@groundwork/contract/errors.ts'
import { describe, expect, it } from 'vitest'
import { errorsPage } from '#platform/http/docs.ts'

const ROOT = join(import.meta.dirname, '../../..')
const RULES = Object.keys(ERRORS)
const DOCS = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8')

interface Section {
  rule: string
  text: string
}

function sectionsOf(markdown: string): Section[] {
  const parts = markdown.split(/^## /m).slice(1)
  return parts.map((part) => ({
    rule: /^`([^`]+)`$/m.exec(part)?.[1] ?? part.split('\n')[0] ?? '',
    text: part.split('\n').slice(1).join(' ').trim(),
  }))
}

/** What does not fit between the table of errors and a page that explains them. */
function docFaults(markdown: string, rules: readonly string[]): string[] {
  const sections = sectionsOf(markdown)
  const named = sections.map(({ rule }) => rule)
  return [
    ...rules.filter((rule) => !named.includes(rule)).map((rule) => `docs/errors.md has no section ## \`${rule}\``),
    ...named
      .filter((rule) => !rules.includes(rule))
      .map((rule) => `docs/errors.md explains '${rule}', which contract/src/errors.ts does not know`),
    ...named
      .filter((rule, index) => named.indexOf(rule) !== index)
      .map((rule) => `docs/errors.md explains '${rule}' twice`),
    ...sections
      .filter(({ text }) => text.length < 40)
      .map(({ rule }) => `docs/errors.md says too little about '${rule}': what happened, and what to do`),
  ]
}

function sourceOf(folder: string): string {
  const files = globSync('**/*.ts', { cwd: join(ROOT, folder) }).filter((file) => !file.endsWith('.test.ts'))
  return files.map((file) => readFileSync(join(ROOT, folder, file), 'utf8')).join('\n')
}

describe('every error', () => {
  it('has its section in docs/errors.md, and every section its error', () => {
    expect(docFaults(DOCS, RULES)).toEqual([])
  })

  it('is thrown somewhere in the server', () => {
    const source = sourceOf('server/src')
    expect(
      RULES.filter((rule) => !source.includes(`'${rule}'`)),
      'No line of server/src names these',
    ).toEqual([])
  })

  it('is named by its area and belongs to a class', () => {
    expect(RULES.filter((rule) => !/^[a-z][a-z-]*(\.[a-z][a-z-]*)+$/.test(rule))).toEqual([])
    expect(Object.entries(ERRORS).filter(([, { code }]) => !(code in ERROR_CLASSES))).toEqual([])
  })

  it('has a title that is a short sentence without a full stop', () => {
    expect(
      Object.values(ERRORS)
        .map(({ title }) => title)
        .filter((title) => title.length > 60 || /[.!]$/.test(title) || !/^[A-Z]/.test(title)),
    ).toEqual([])
  })

  it('has an anchor on the page that its type points to', () => {
    const page = errorsPage(DOCS)
    expect(RULES.filter((rule) => !page.includes(`id="${rule.replaceAll('.', '')}"`))).toEqual([])
    expect(new Set(RULES.map((rule) => rule.replaceAll('.', ''))).size).toBe(RULES.length)
  })
})

describe('the page', () => {
  it('uses headings, paragraphs and backticks only, which is all that is rendered', () => {
    const lines = DOCS.split('\n')
    expect(lines.filter((line) => /^(\s*[-*>|]|\d+\.|```|#{3,}|\s{2,})|\*\*|\]\(/.test(line))).toEqual([])
  })
})

describe('this test itself', () => {
  it.each([
    ['a rule without a section', DOCS, [...RULES, 'planted.rule'], 'has no section ## `planted.rule`'],
    [
      'a section without a rule',
      `${DOCS}\n## \`planted.rule\`\n\nSomething happened; do something about it, please.\n`,
      RULES,
      "explains 'planted.rule', which",
    ],
    [
      'a section that says nothing',
      DOCS.replace(/(## `auth\.busy`\n\n).*/, '$1Busy.'),
      RULES,
      "says too little about 'auth.busy'",
    ],
    [
      'a section that stands twice',
      `${DOCS}\n## \`auth.busy\`\n\nMore people are signing in at this moment than can be checked.\n`,
      RULES,
      "explains 'auth.busy' twice",
    ],
  ])('finds %s', (_, markdown, rules, fault) => {
    expect(docFaults(markdown, rules)).toContainEqual(expect.stringContaining(fault))
  })
})
