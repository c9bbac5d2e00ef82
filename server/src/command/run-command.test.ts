import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { startEmbeddedPostgres } from '#platform/database/embedded/embedded-postgres.ts'
import { bringUpToDate, embeddedAddresses } from '#platform/database/prepare.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous, signedIn } from '#test/kit/callers.ts'
import { silentLog } from '#test/kit/log.ts'
import { runCommand } from './run-command.ts'
import { UsageError } from './usage.ts'

const app = await testApp()
const { dataDir } = app.services.config
const environment = {
  NODE_ENV: 'test',
  DATABASE_URL: app.database.serviceUrl,
  DATABASE_POOL_SIZE: '2',
  GROUNDWORK_DATA_DIR: dataDir,
  GROUNDWORK_PUBLIC_URL: 'https://ops.example.com',
}
const password = 'the gate code is on a postcard'

async function run(words: string, name = 'Ana Torres', more: Record<string, string> = {}): Promise<string[]> {
  const said: string[] = []
  const options = words.split(' ').map((word) => (word === '<name>' ? name : word))
  await runCommand(options, { environment: { ...environment, ...more }, say: (line) => void said.push(line) })
  return said
}
const asAdmin = (sql: string, values: unknown[] = []) =>
  withConnection(app.database.adminUrl, async (client) => (await client.query(sql, values)).rows)
const tokenIn = (link: string | undefined) => link?.split('#token=')[1] ?? ''

describe('user create', () => {
  it('in an empty installation: the first owner, who sets a password by the link and signs in', async () => {
    const [sentence, link] = await run(
      'user create --email ana@example.com --name <name> --new-tenant Hauling --super-admin',
    )
    expect(sentence).toMatch(/^ana@example.com is made in hauling\./)
    expect(link).toMatch(/^https:\/\/ops\.example\.com\/reset-password#token=[\w-]{43}$/)
    const reset = { token: tokenIn(link), password }
    expect((await anonymous(app).post('/auth/password/reset', reset)).status).toBe(204)
    expect((await anonymous(app).post('/auth/password/reset', reset)).body.rule).toBe('auth.link-invalid')
    const login = await anonymous(app).post('/auth/login', { email: 'ana@example.com', password })
    expect(login.body.data).toMatchObject({ user: { isSuperAdmin: true }, tenant: { slug: 'hauling' } })
    const trail = await asAdmin("select actor_name, note, severity from audit_entries where action = 'user.created'")
    expect(trail).toEqual([
      {
        actor_name: 'Operator (command line)',
        note: 'ana@example.com, super admin, at the command line',
        severity: 'high',
      },
    ])
  })

  it('a member of a business there is, who belongs to it with the role', async () => {
    const owner = await signedIn(app)
    const [tenant] = await asAdmin('select slug from tenants where id = $1', [owner.tenantId])
    await run(`user create --email ben@example.com --name <name> --tenant ${tenant?.['slug']} --role dispatcher`)
    const people = (await owner.get('/users?search=ben')).body.data
    expect(people).toMatchObject([{ email: 'ben@example.com', role: 'dispatcher', status: 'active' }])
  })

  it.each([
    ['--tenant nowhere --role viewer', /no business with the short name 'nowhere'/],
    ['--tenant hauling --role boss', /Use one of owner, admin/],
    ['--tenant hauling --role viewer', /There is an account with the e-mail ana@example.com/],
  ])('refuses %s in a sentence, and makes nothing', async (options, sentence) => {
    const email = options.endsWith('hauling --role viewer') ? 'ana@example.com' : 'cleo@example.com'
    await expect(run(`user create --email ${email} --name <name> ${options}`)).rejects.toThrow(sentence)
    expect(await asAdmin("select 1 from users where email = 'cleo@example.com'")).toEqual([])
  })

  it.each([
    ['user create --name <name> --super-admin', /--email is missing/],
    ['user create --email no-address --name <name> --super-admin', /--email: Use an e-mail address/],
    ['user create --email a@example.com --name <name>', /Say where/],
    ['user create --email a@example.com --name <name> --tenant a', /Say where/],
    ['user create --email a@example.com --name <name> --new-tenant A --tenant a', /not both/],
    ['user create --password secret', /--password/],
    ['user delete', /no command 'user delete'/],
    ['migrate now', /takes no options/],
  ])('does not understand %s', async (words, sentence) => {
    const failure = run(words)
    await expect(failure).rejects.toThrow(UsageError)
    await expect(failure).rejects.toThrow(sentence)
  })

  it('beside a Groundwork that runs on its embedded database, and leaves it running', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'groundwork-command-'))
    const server = await startEmbeddedPostgres({ dataDir: directory, log: silentLog })
    onTestFinished(async () => {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    })
    const addresses = embeddedAddresses(server.adminUrl)
    await bringUpToDate(addresses, silentLog)
    const embedded = { DATABASE_URL: '', GROUNDWORK_DATA_DIR: directory }
    await run('user create --email ana@example.com --name <name> --new-tenant Hauling', 'Ana', embedded)
    const users = await withConnection(addresses.serviceUrl, (client) => client.query('select email from users'))
    expect(users.rows).toEqual([{ email: 'ana@example.com' }])
  }, 60_000)
})

it('help says how it goes', async () => {
  expect((await run('help')).join()).toContain('user create')
})
