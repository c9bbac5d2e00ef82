import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartError } from '#platform/config/start-error.ts'
import { compressFiles } from './compress-files.ts'

const ROOT = join(import.meta.dirname, '../../..')
export const CONSOLE_DIRECTORY = join(ROOT, 'web/dist')
const SOURCES = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/package.json',
  'contract/src',
].map((path) => join(ROOT, path))

/** Builds the console when there is none or its sources are newer: a checkout that only serves builds once. */
export async function buildConsoleIfNeeded(say: (sentence: string) => void): Promise<void> {
  const document = join(CONSOLE_DIRECTORY, 'index.html')
  const builtAt = existsSync(document) ? (await stat(document)).mtimeMs : 0
  if (builtAt > 0 && builtAt >= (await newest(SOURCES))) return
  say('Building the console ...')
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const { code, output } = await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], join(ROOT, 'web'))
  if (code !== 0) throw new StartError(`The console could not be built:\n${output.slice(-3000)}`)
  await compressFiles(CONSOLE_DIRECTORY)
}

async function newest(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(paths.filter((path) => existsSync(path)).map(newestIn))
  return Math.max(0, ...times)
}

async function newestIn(path: string): Promise<number> {
  const info = await stat(path)
  if (!info.isDirectory()) return info.mtimeMs
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const times = await Promise.all(files.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs))
  return Math.max(0, ...times)
}

function run(command: string, args: string[], cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}
