import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const SETUP = join(import.meta.dirname, 'setup.mjs')

describe('setup', () => {
  it('says and does nothing when nothing is missing', () => {
    const { status, stdout, stderr } = run({})
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  it('says which setting is wrong when the browser is not where CHROMIUM_PATH says', () => {
    const { status, stderr } = run({ CHROMIUM_PATH: '/nowhere/chromium' })
    expect(status).toBe(1)
    expect(stderr).toBe('CHROMIUM_PATH is /nowhere/chromium, and there is no such file.\n')
  })
})

function run(env: Record<string, string>) {
  return spawnSync(process.execPath, [SETUP, '--test'], { encoding: 'utf8', env: { ...process.env, ...env } })
}
