// The rules of direction (ARCHITECTURE.md), said of one import at a time. Also a census test.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g
const ALIASES: Record<string, string> = {
  '#platform/': 'server/src/platform/',
  '#office/': 'server/src/office/',
  '#modules/': 'server/src/modules/',
  '#test/': 'server/test/',
  '@groundwork/contract/': 'contract/src/',
}

export interface Breach {
  file: string
  imported: string
  rule: string
}

export function findBreaches(): Breach[] {
  const files = ['contract/src', 'server/src', 'web/src'].flatMap((folder) => sourceFiles(join(ROOT, folder)))
  return files.flatMap((path) => {
    const file = relative(ROOT, path)
    return importsOf(readFileSync(path, 'utf8')).flatMap((imported) =>
      breachesOf(file, targetOf(file, imported), imported),
    )
  })
}

function sourceFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

export function importsOf(source: string): string[] {
  return [...source.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '')
}

/** Where an import leads, from the root; undefined for packages. */
function targetOf(file: string, imported: string): string | undefined {
  // The console has aliases of its own: `#kit/...` is web/src/kit/...
  if (file.startsWith('web/') && imported.startsWith('#')) return `web/src/${imported.slice(1)}`
  for (const [alias, folder] of Object.entries(ALIASES)) {
    if (imported.startsWith(alias)) return folder + imported.slice(alias.length)
  }
  return imported.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), imported)) : undefined
}

export function breachesOf(file: string, target: string | undefined, imported: string): Breach[] {
  const rule = target === undefined ? packageRule(file, imported) : ruleAgainst(file, target)
  return rule ? [{ file, imported, rule }] : []
}

function packageRule(file: string, imported: string): string | undefined {
  if (file.startsWith('contract/') && !/^(zod|node:)/.test(imported)) return 'contract uses zod and nothing else'
  return undefined
}

const isTest = (file: string) => /\.(test|factory)\.tsx?$/.test(file)

function ruleAgainst(file: string, target: string): string | undefined {
  if (file.startsWith('contract/') && !target.startsWith('contract/')) return 'contract imports nothing of ours'
  if (file.startsWith('web/') && !/^(web|contract)\//.test(target)) return 'web imports contract only'
  if (isTest(file)) return undefined
  const from = floorOf(file)
  const to = floorOf(target)
  if (!from || !to) return undefined
  if (to.height > from.height)
    return `${from.name} stands below ${to.name} and must not know it: emit an event or ask through a port`
  if (from.module && to.module && from.module !== to.module) return 'a module never imports another module'
  const isOtherSlice = dirname(file) !== dirname(target)
  if (isOtherSlice && from.height > 0 && /\.(routes|jobs)\.ts$/.test(target) && !/\/index\.ts$/.test(file))
    return "a slice never uses another slice's routes or jobs"
  return undefined
}

interface Floor {
  name: string
  height: number
  module?: string
}

function floorOf(file: string): Floor | undefined {
  if (file.startsWith('server/src/platform/')) return { name: 'platform', height: 0 }
  if (file.startsWith('server/src/office/')) return { name: 'office', height: 1 }
  const module = /^server\/src\/modules\/([^/]+)\//.exec(file)?.[1]
  if (module) return { name: `modules/${module}`, height: 2, module }
  return file.startsWith('server/src/') ? { name: 'the app', height: 3 } : undefined
}

if (import.meta.main) {
  const breaches = findBreaches()
  for (const { file, imported, rule } of breaches) console.error(`${file} imports ${imported}: ${rule}`)
  process.exitCode = breaches.length === 0 ? 0 : 1
}
