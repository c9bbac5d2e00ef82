import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from './config.ts'
import { DOCUMENT, withSettingsTable } from './document.ts'
import { ConfigError, type Environment } from './reader.ts'

const SECRET = 'correct-horse-battery-staple-and-more'
let directory: string

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'config-'))
})

afterAll(() => rmSync(directory, { recursive: true }))

describe('loadConfig', () => {
  it('needs nothing', () => {
    const config = load({})
    expect(config).toEqual({
      mode: 'development',
      http: { port: 3000, host: '127.0.0.1', publicUrl: 'http://localhost:3000', trustProxy: false, corsOrigins: [] },
      dataDir: directory,
      database: { kind: 'embedded', poolSize: 10 },
      services: { http: true, jobs: true },
      demo: true,
      secret: expect.stringMatching(/^[\w-]{43}$/),
      logLevel: 'info',
      rateLimits: true,
      jobConcurrency: 4,
      outgoingLoopback: true,
      s3: undefined,
      uploadLimitBytes: 25 * 1024 * 1024,
      messaging: { mail: { kind: 'outbox' }, sms: { kind: 'outbox' } },
    })
  })

  it('reads every setting', () => {
    const config = load({
      NODE_ENV: 'production',
      GROUNDWORK_SERVICES: 'jobs',
      GROUNDWORK_DEMO: 'true',
      GROUNDWORK_SECRET: SECRET,
      GROUNDWORK_JOB_CONCURRENCY: '12',
      GROUNDWORK_RATE_LIMITS: 'on',
      LOG_LEVEL: 'warn',
      PORT: '8080',
      HOST: '0.0.0.0',
      GROUNDWORK_PUBLIC_URL: 'https://ops.example.com/',
      GROUNDWORK_TRUST_PROXY: '10.0.0.0/8, ::1',
      GROUNDWORK_CORS_ORIGINS: 'https://a.example.com, https://b.example.com',
      DATABASE_URL: 'postgres://app:pw@db/groundwork',
      DATABASE_MIGRATION_URL: 'postgresql://ops:pw@db/groundwork',
      DATABASE_POOL_SIZE: '20',
    })

    expect(config).toEqual({
      mode: 'production',
      http: {
        port: 8080,
        host: '0.0.0.0',
        publicUrl: 'https://ops.example.com',
        trustProxy: ['10.0.0.0/8', '::1'],
        corsOrigins: ['https://a.example.com', 'https://b.example.com'],
      },
      dataDir: directory,
      database: {
        kind: 'external',
        poolSize: 20,
        url: 'postgres://app:pw@db/groundwork',
        migrationUrl: 'postgresql://ops:pw@db/groundwork',
      },
      services: { http: false, jobs: true },
      demo: true,
      secret: SECRET,
      logLevel: 'warn',
      rateLimits: true,
      jobConcurrency: 12,
      outgoingLoopback: false,
      s3: undefined,
      uploadLimitBytes: 25 * 1024 * 1024,
      messaging: { mail: { kind: 'outbox' }, sms: { kind: 'outbox' } },
    })
  })

  it('reports all mistakes together, by name, and shows no secret', () => {
    const mistakes = problems({
      PORT: '80a',
      LOG_LEVEL: 'loud',
      GROUNDWORK_SERVICES: 'http,mail',
      GROUNDWORK_SECRET: 'too-short',
      DATABASE_URL: 'mysql://app:hunter2@db/groundwork',
    })

    expect(mistakes).toEqual([
      'GROUNDWORK_SERVICES must be http and jobs or one of them, not "http,mail"',
      'PORT must be a whole number from 0 to 65535, not "80a"',
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/database',
      'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, not "loud"',
      'GROUNDWORK_SECRET must be a random text of 32 characters or more',
    ])
  })

  it.each<[string, Environment, string[]]>([
    [
      'production without a secret',
      { NODE_ENV: 'production' },
      ['GROUNDWORK_SECRET must be set in production, to a random text of 32 characters or more'],
    ],
    [
      'production without limits',
      { NODE_ENV: 'production', GROUNDWORK_SECRET: SECRET, GROUNDWORK_RATE_LIMITS: 'off' },
      ['GROUNDWORK_RATE_LIMITS must be on in production'],
    ],
    [
      'a migrator without a service',
      { DATABASE_MIGRATION_URL: 'postgres://ops:pw@db/x' },
      ['DATABASE_MIGRATION_URL is set without DATABASE_URL'],
    ],
    [
      'a direct address without the other',
      { DATABASE_DIRECT_URL: 'postgres://app:pw@db/x' },
      ['DATABASE_DIRECT_URL is set without DATABASE_URL'],
    ],
    [
      'a direct address of somebody else',
      { DATABASE_URL: 'postgres://app:pw@pooler/x', DATABASE_DIRECT_URL: 'postgres://ops:pw@db/x' },
      ['DATABASE_DIRECT_URL must name the same user as DATABASE_URL'],
    ],
    [
      'a database without a name',
      { DATABASE_URL: 'postgres://app@db/' },
      ['DATABASE_URL must be an address such as postgres://user:password@host:5432/database'],
    ],
    [
      'a public address with a path',
      { GROUNDWORK_PUBLIC_URL: 'https://x.example.com/app' },
      [
        'GROUNDWORK_PUBLIC_URL must be an address such as https://ops.example.com, without a path, not "https://x.example.com/app"',
      ],
    ],
    [
      'every website',
      { GROUNDWORK_CORS_ORIGINS: '*' },
      ['GROUNDWORK_CORS_ORIGINS must be addresses such as https://ops.example.com, separated by commas, not "*"'],
    ],
    [
      'a proxy by name',
      { GROUNDWORK_TRUST_PROXY: 'true' },
      [
        'GROUNDWORK_TRUST_PROXY must be the number of proxies in front, or their addresses or ranges (10.0.0.0/8), separated by commas, not "true"',
      ],
    ],
    ['a range that is none', { GROUNDWORK_TRUST_PROXY: '10.0.0.0/33' }, [expect.stringContaining('not "10.0.0.0/33"')]],
  ])('refuses %s', (_, environment, expected) => {
    expect(problems(environment)).toEqual(expected)
  })

  it('refuses the same user for serving and migrating', () => {
    const url = 'postgres://app:pw@db/groundwork'
    expect(problems({ DATABASE_URL: url, DATABASE_MIGRATION_URL: url })).toEqual([
      'DATABASE_URL and DATABASE_MIGRATION_URL must name different users, because the service must not own the tables',
    ])
  })

  it('takes an empty variable for an absent one', () => {
    expect(load({ PORT: '', DATABASE_URL: ' ', GROUNDWORK_DEMO: '' })).toMatchObject({
      http: { port: 3000 },
      database: { kind: 'embedded' },
      demo: true,
    })
  })
})

describe('secrets', () => {
  it('may come from a file', () => {
    const path = join(directory, 'mounted')
    writeFileSync(path, `${SECRET}\n`)
    expect(load({ NODE_ENV: 'production', GROUNDWORK_SECRET_FILE: path }).secret).toBe(SECRET)
    expect(problems({ GROUNDWORK_SECRET_FILE: path, GROUNDWORK_SECRET: SECRET })).toEqual([
      'GROUNDWORK_SECRET and GROUNDWORK_SECRET_FILE are both set; keep one',
    ])
    expect(problems({ DATABASE_URL_FILE: '/nowhere' })).toEqual(['DATABASE_URL_FILE: /nowhere cannot be read'])
  })

  it('the generated one is kept, for its owner only', () => {
    expect(load({}).secret).toBe(load({}).secret)
    expect(statSync(join(directory, 'secret')).mode & 0o777).toBe(0o600)
  })
})

it('docs/configuration.md lists the settings as they are (npm run docs:settings writes it)', () => {
  const document = readFileSync(DOCUMENT, 'utf8')
  expect(withSettingsTable(document)).toBe(document)
})

function load(environment: Environment) {
  return loadConfig({ GROUNDWORK_DATA_DIR: directory, ...environment })
}

function problems(environment: Environment): readonly string[] {
  try {
    load(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}
