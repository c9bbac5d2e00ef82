// What a machine can judge, at once and in parallel: format, lint, types, boundaries. `npm run check -- --fix` mends what it can.
import { spawn } from 'node:child_process'

const isFixing = process.argv.includes('--fix')
const CHECKS: Record<string, string[]> = {
  'format and lint': ['biome', 'check', ...(isFixing ? ['--write'] : []), '--max-diagnostics=50'],
  'types: contract': ['tsc', '-p', 'contract'],
  'types: client': ['tsc', '-p', 'client'],
  'types: server': ['tsc', '-p', 'server'],
  'types: optimiser': ['tsc', '-p', 'server/src/modules/waste/optimiser/solver'],
  'types: e2e': ['tsc', '-p', 'e2e'],
  'types: bench': ['tsc', '-p', 'bench'],
  'types: console': ['tsc', '-p', 'web'],
  boundaries: ['node', 'scripts/boundaries.ts'],
}

const startedAt = performance.now()
const results = await Promise.all(Object.entries(CHECKS).map(([name, command]) => run(name, command)))
const failures = results.filter((result) => !result.ok)
for (const { name, output } of failures) console.error(`\n${name} failed\n${output}`)
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
console.info(
  failures.length === 0 ? `All checks passed in ${seconds} s` : `${failures.length} checks failed in ${seconds} s`,
)
process.exitCode = failures.length === 0 ? 0 : 1

function run(name: string, [command = '', ...args]: string[]): Promise<{ name: string; ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { shell: process.platform === 'win32' })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', (error) => resolve({ name, ok: false, output: error.message }))
    child.once('close', (code) => resolve({ name, ok: code === 0, output }))
  })
}
