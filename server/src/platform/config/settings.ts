import * as kind from './kinds.ts'

interface Described<T> {
  name: string
  group: 'Start' | 'Address' | 'Database' | 'Security' | 'Work and logs'
  kind: kind.Kind<T>
  description: string
  /** Never shown; may also come from the file that `<name>_FILE` names. */
  isSecret?: true
}

export interface DefaultSetting<T> extends Described<T> {
  /** As one would write it in the environment. */
  default: string
}

export interface OptionalSetting<T> extends Described<T> {
  /** What happens without it, for the documentation. */
  without: string
}

/** Every setting there is. Parsing, error messages and docs/configuration.md all follow from this table. */
export const SETTINGS = {
  mode: withDefault({
    name: 'NODE_ENV',
    group: 'Start',
    kind: kind.oneOf(['development', 'test', 'production']),
    default: 'development',
    description: '`production` asks for a secret and starts without demo data.',
  }),
  services: withDefault({
    name: 'GROUNDWORK_SERVICES',
    group: 'Start',
    kind: kind.someOf(['http', 'jobs']),
    default: 'http,jobs',
    description: 'What this process does: answer requests, run jobs. Any number of processes may share one database.',
  }),
  dataDir: withDefault({
    name: 'GROUNDWORK_DATA_DIR',
    group: 'Start',
    kind: kind.text('a directory'),
    default: './data',
    description: 'Where the embedded database, uploaded files and the generated secret are kept. Back it up.',
  }),
  demo: optional({
    name: 'GROUNDWORK_DEMO',
    group: 'Start',
    kind: kind.yesOrNo,
    without: '`true`, in production `false`',
    description: 'Whether the first start loads demo data; `false` starts empty.',
  }),
  port: withDefault({
    name: 'PORT',
    group: 'Address',
    kind: kind.wholeNumber(0, 65535),
    default: '3000',
    description: 'The port that requests come to; 0 takes any free one.',
  }),
  host: withDefault({
    name: 'HOST',
    group: 'Address',
    kind: kind.text('an address or host name'),
    default: '127.0.0.1',
    description: 'The address to listen on. `0.0.0.0` answers other machines too, as in a container.',
  }),
  publicUrl: optional({
    name: 'GROUNDWORK_PUBLIC_URL',
    group: 'Address',
    kind: kind.origin,
    without: '`http://localhost:` and the port',
    description: 'What people type into the browser. Links in mails, cookies and the origin check follow from it.',
  }),
  trustProxy: optional({
    name: 'GROUNDWORK_TRUST_PROXY',
    group: 'Address',
    kind: kind.proxies,
    without: 'no proxy is trusted',
    description: 'Whose `X-Forwarded-*` headers are believed. Without it every client behind a proxy has its address.',
  }),
  corsOrigins: optional({
    name: 'GROUNDWORK_CORS_ORIGINS',
    group: 'Address',
    kind: kind.origins,
    without: 'none',
    description: 'Other websites whose scripts may call the API.',
  }),
  databaseUrl: optional({
    name: 'DATABASE_URL',
    group: 'Database',
    kind: kind.postgresUrl,
    without: 'PostgreSQL 18 is started in the data directory',
    description: 'A PostgreSQL server (16 or later) to use. Its user serves requests, so it must own nothing.',
    isSecret: true,
  }),
  databaseDirectUrl: optional({
    name: 'DATABASE_DIRECT_URL',
    group: 'Database',
    kind: kind.postgresUrl,
    without: '`DATABASE_URL` serves for all',
    description:
      'The same database and user past a transaction pooler such as PgBouncer. Announcements between processes and the ' +
      'job queue listen and hold locks, which belong to sessions. Two to four connections a process.',
    isSecret: true,
  }),
  databaseMigrationUrl: optional({
    name: 'DATABASE_MIGRATION_URL',
    group: 'Database',
    kind: kind.postgresUrl,
    without: 'the database must have been migrated before',
    description:
      'The same database as a user who may create roles and tables. Not through a connection pooler. ' +
      'Only processes that migrate need it.',
    isSecret: true,
  }),
  databasePoolSize: withDefault({
    name: 'DATABASE_POOL_SIZE',
    group: 'Database',
    kind: kind.wholeNumber(2, 200),
    default: '10',
    description:
      "Connections that one process holds at most. All processes together must stay below the server's limit.",
  }),
  secret: optional({
    name: 'GROUNDWORK_SECRET',
    group: 'Security',
    kind: kind.text('a random text', 32),
    without: 'required in production; otherwise one is generated and kept in the data directory',
    description: 'Protects what is stored encrypted and signs what is handed out. All processes need the same one.',
    isSecret: true,
  }),
  rateLimits: withDefault({
    name: 'GROUNDWORK_RATE_LIMITS',
    group: 'Security',
    kind: kind.onOrOff,
    default: 'on',
    description: "`off` is for load tests on one's own machine and refused in production.",
  }),
  outgoingLoopback: optional({
    name: 'GROUNDWORK_OUTGOING_LOOPBACK',
    group: 'Security',
    kind: kind.yesOrNo,
    without: '`true`, in production `false`',
    description:
      'Whether webhooks and other requests to addresses that people enter may lead to this machine, over http and any port. Other private networks are never reached. Refused in production.',
  }),
  logLevel: withDefault({
    name: 'LOG_LEVEL',
    group: 'Work and logs',
    kind: kind.oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    description: 'The least important messages that are still written.',
  }),
  jobConcurrency: withDefault({
    name: 'GROUNDWORK_JOB_CONCURRENCY',
    group: 'Work and logs',
    kind: kind.wholeNumber(1, 100),
    default: '4',
    description: 'Jobs that one process runs at a time.',
  }),
}

function withDefault<T>(setting: DefaultSetting<T>): DefaultSetting<T> {
  return setting
}

function optional<T>(setting: OptionalSetting<T>): OptionalSetting<T> {
  return setting
}
