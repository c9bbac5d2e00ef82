import { resolve } from 'node:path'
import { type MessagingConfig, readMessaging } from './messaging.ts'
import { ConfigError, type Environment, Reader } from './reader.ts'
import { keptSecret } from './secret.ts'
import { SETTINGS } from './settings.ts'

export type DatabaseConfig = { poolSize: number } & (
  | { kind: 'embedded' }
  | { kind: 'external'; url: string; directUrl?: string; migrationUrl?: string }
)

export interface S3Config {
  /** With the bucket, without a trailing slash. */
  url: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

export interface Config {
  mode: 'development' | 'test' | 'production'
  http: {
    port: number
    host: string
    /** Without a trailing slash. */
    publicUrl: string
    trustProxy: false | number | string[]
    corsOrigins: string[]
  }
  /** Absolute. */
  dataDir: string
  uploadLimitBytes: number
  /** Where files are kept instead of the data directory. */
  s3: S3Config | undefined
  database: DatabaseConfig
  services: { http: boolean; jobs: boolean }
  demo: boolean
  secret: string
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  rateLimits: boolean
  jobConcurrency: number
  /** Where figures for Prometheus are served; nowhere without it. */
  metricsPort: number | undefined
  /** Whether requests that leave this process may lead back to this machine. */
  outgoingLoopback: boolean
  messaging: MessagingConfig
}

/** The configuration of this process, read once. Throws one ConfigError that lists every mistake. */
export function loadConfig(environment: Environment): Config {
  const reader = new Reader(environment)
  const withoutSecret = readConfig(reader)
  const secret = reader.readOptional(SETTINGS.secret)
  reader.require(
    secret !== undefined || withoutSecret.mode !== 'production' || wasReported(reader, SETTINGS.secret.name),
    `${SETTINGS.secret.name} must be set in production, to ${SETTINGS.secret.kind.meaning}`,
  )
  if (reader.problems.length > 0) throw new ConfigError(reader.problems)
  return { ...withoutSecret, secret: secret ?? keptSecret(withoutSecret.dataDir) }
}

function readConfig(reader: Reader): Omit<Config, 'secret'> {
  const mode = reader.read(SETTINGS.mode)
  const services = reader.read(SETTINGS.services)
  const rateLimits = reader.read(SETTINGS.rateLimits)
  const outgoingLoopback = reader.readOptional(SETTINGS.outgoingLoopback) ?? mode !== 'production'
  reader.require(
    !outgoingLoopback || mode !== 'production',
    `${SETTINGS.outgoingLoopback.name} must be off in production`,
  )
  reader.require(rateLimits || mode !== 'production', `${SETTINGS.rateLimits.name} must be on in production`)

  return {
    mode,
    http: readHttp(reader),
    dataDir: resolve(reader.read(SETTINGS.dataDir)),
    uploadLimitBytes: reader.read(SETTINGS.uploadLimitMb) * 1024 * 1024,
    s3: readS3(reader),
    database: readDatabase(reader),
    services: { http: services.includes('http'), jobs: services.includes('jobs') },
    demo: reader.readOptional(SETTINGS.demo) ?? mode !== 'production',
    logLevel: reader.read(SETTINGS.logLevel),
    rateLimits,
    jobConcurrency: reader.read(SETTINGS.jobConcurrency),
    metricsPort: reader.readOptional(SETTINGS.metricsPort),
    outgoingLoopback,
    messaging: readMessaging(reader),
  }
}

function readHttp(reader: Reader): Config['http'] {
  const port = reader.read(SETTINGS.port)
  return {
    port,
    host: reader.read(SETTINGS.host),
    publicUrl: reader.readOptional(SETTINGS.publicUrl) ?? `http://localhost:${port}`,
    trustProxy: reader.readOptional(SETTINGS.trustProxy) ?? false,
    corsOrigins: reader.readOptional(SETTINGS.corsOrigins) ?? [],
  }
}

function readS3(reader: Reader): S3Config | undefined {
  const url = reader.readOptional(SETTINGS.s3Url)
  const region = reader.read(SETTINGS.s3Region)
  const accessKeyId = reader.readOptional(SETTINGS.s3AccessKeyId)
  const secretAccessKey = reader.readOptional(SETTINGS.s3SecretAccessKey)
  if (url === undefined) return undefined
  for (const [setting, value] of [
    [SETTINGS.s3AccessKeyId, accessKeyId],
    [SETTINGS.s3SecretAccessKey, secretAccessKey],
  ] as const)
    reader.require(value !== undefined || wasReported(reader, setting.name), `${setting.name} must be set with S3_URL`)
  return { url, region, accessKeyId: accessKeyId ?? '', secretAccessKey: secretAccessKey ?? '' }
}

function readDatabase(reader: Reader): DatabaseConfig {
  const poolSize = reader.read(SETTINGS.databasePoolSize)
  const url = reader.readOptional(SETTINGS.databaseUrl)
  const migrationUrl = reader.readOptional(SETTINGS.databaseMigrationUrl)
  const directUrl = reader.readOptional(SETTINGS.databaseDirectUrl)
  if (url === undefined) {
    const isDirectAlone = directUrl !== undefined && !wasReported(reader, SETTINGS.databaseUrl.name)
    reader.require(!isDirectAlone, `${SETTINGS.databaseDirectUrl.name} is set without ${SETTINGS.databaseUrl.name}`)
    const isAlone = migrationUrl !== undefined && !wasReported(reader, SETTINGS.databaseUrl.name)
    reader.require(!isAlone, `${SETTINGS.databaseMigrationUrl.name} is set without ${SETTINGS.databaseUrl.name}`)
    return { kind: 'embedded', poolSize }
  }
  const direct = directUrl === undefined ? {} : { directUrl }
  reader.require(
    directUrl === undefined || new URL(directUrl).username === new URL(url).username,
    `${SETTINGS.databaseDirectUrl.name} must name the same user as ${SETTINGS.databaseUrl.name}`,
  )
  if (migrationUrl === undefined) return { kind: 'external', poolSize, url, ...direct }

  reader.require(
    new URL(url).username !== new URL(migrationUrl).username,
    `${SETTINGS.databaseUrl.name} and ${SETTINGS.databaseMigrationUrl.name} must name different users, ` +
      'because the service must not own the tables',
  )
  return { kind: 'external', poolSize, url, ...direct, migrationUrl }
}

function wasReported(reader: Reader, name: string): boolean {
  return reader.problems.some((problem) => problem.startsWith(name))
}
