// `npm test`: everything that has to hold before a change lands. Ends with one line that counts.
import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const report = join(tmpdir(), `groundwork-tests-${process.pid}.json`)
const checkCode = await run('node', ['scripts/check.ts'])
const testCode = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
])
const { passed, failed } = await counts()
await rm(report, { force: true })
const total = { passed: passed + (checkCode === 0 ? 1 : 0), failed: failed + (checkCode === 0 ? 0 : 1) }
// Nothing passed means that nothing ran: that is no success.
const isGood = checkCode === 0 && testCode === 0 && total.failed === 0 && passed > 0
if (!isGood && total.failed === 0) total.failed = 1
process.exitCode = isGood ? 0 : 1
console.info(`\n${total.passed} passed, ${total.failed} failed`)

async function counts(): Promise<{ passed: number; failed: number }> {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(await readFile(report, 'utf8'))
    return { passed: numPassedTests, failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function run(command: string, args: string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
    child.once('error', () => resolve(1))
    child.once('close', resolve)
  })
}
