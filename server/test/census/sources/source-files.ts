import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../../..')
const FOLDERS = ['contract/src', 'client/src', 'server/src', 'server/test', 'web/src', 'scripts', 'bench', 'e2e']

export interface SourceFile {
  /** From the root: `server/src/app.ts`. */
  path: string
  text: string
}

/** Every TypeScript file that we write. */
export function sourceFiles(folders: readonly string[] = FOLDERS): SourceFile[] {
  const paths = folders.flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT, exclude: ['**/node_modules', '**/dist'] }),
  )
  return paths.sort().map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g

/** The code without what is in comments and texts, line by line where it was. */
export function codeOf(text: string): string {
  return text.replaceAll(
    TOKEN,
    (token) => (/^['"`]/.test(token) ? "''" : '') + '\n'.repeat(token.split('\n').length - 1),
  )
}
