import * as kind from './kinds.ts'

interface Described<T> {
  name: string
  group: 'Start' | 'Address' | 'Database' | 'Files' | 'Security' | 'Messages' | 'Work and logs'
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
  uploadLimitMb: withDefault({
    name: 'GROUNDWORK_UPLOAD_LIMIT_MB',
    group: 'Files',
    kind: kind.wholeNumber(1, 1000),
    default: '25',
    description: 'The largest file that people may attach. A proxy in front must let it through, too.',
  }),
  s3Url: optional({
    name: 'S3_URL',
    group: 'Files',
    kind: kind.bucket,
    without: 'files are kept in the data directory',
    description:
      'A bucket of Amazon S3 or a compatible store, by its path: `https://<host>/<bucket>`. Must be reachable over https on the public internet.',
  }),
  s3Region: withDefault({
    name: 'S3_REGION',
    group: 'Files',
    kind: kind.text('a region'),
    default: 'us-east-1',
    description: 'The region of the bucket; stores that have none take any.',
  }),
  s3AccessKeyId: optional({
    name: 'S3_ACCESS_KEY_ID',
    group: 'Files',
    kind: kind.text('an access key'),
    without: 'required with `S3_URL`',
    description: 'Who asks the bucket. Needs to read, write, delete and list.',
  }),
  s3SecretAccessKey: optional({
    name: 'S3_SECRET_ACCESS_KEY',
    group: 'Files',
    kind: kind.text('a secret'),
    without: 'required with `S3_URL`',
    description: 'The secret of the access key.',
    isSecret: true,
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
  smtpUrl: optional({
    name: 'SMTP_URL',
    group: 'Messages',
    kind: kind.smtpUrl,
    without: 'mails stay in the outbox of the console',
    description:
      'The mail server that takes our mails. `smtps://` speaks TLS from the start, `smtp://` from STARTTLS on.',
    isSecret: true,
  }),
  mailFrom: optional({
    name: 'MAIL_FROM',
    group: 'Messages',
    kind: kind.emailAddress,
    without: 'required with `SMTP_URL` or `SENDGRID_API_KEY`',
    description: 'The address that mails come from.',
  }),
  sendgridApiKey: optional({
    name: 'SENDGRID_API_KEY',
    group: 'Messages',
    kind: kind.text('an API key', 10),
    without: 'mails go through `SMTP_URL`, or stay in the outbox',
    description: 'Sends mails through SendGrid. Not beside `SMTP_URL`.',
    isSecret: true,
  }),
  sendgridWebhookKey: optional({
    name: 'SENDGRID_WEBHOOK_KEY',
    group: 'Messages',
    kind: kind.publicKey,
    without: 'reports of SendGrid are refused, so mails end as `unknown` after three days',
    description:
      'The verification key of the event webhook, as SendGrid shows it. The webhook posts to `/api/message-callbacks/sendgrid`.',
  }),
  sendgridUrl: withDefault({
    name: 'SENDGRID_URL',
    group: 'Messages',
    kind: kind.origin,
    default: 'https://api.sendgrid.com',
    description: 'Where SendGrid answers; `https://api.eu.sendgrid.com` for accounts in the EU.',
  }),
  twilioAccountSid: optional({
    name: 'TWILIO_ACCOUNT_SID',
    group: 'Messages',
    kind: kind.text('an account SID', 10),
    without: 'text messages stay in the outbox of the console',
    description: 'Sends text messages through Twilio. Incoming ones are expected at `/api/message-callbacks/twilio`.',
  }),
  twilioAuthToken: optional({
    name: 'TWILIO_AUTH_TOKEN',
    group: 'Messages',
    kind: kind.text('an auth token', 10),
    without: 'required with `TWILIO_ACCOUNT_SID`',
    description: 'Proves us to Twilio, and its callbacks to us.',
    isSecret: true,
  }),
  twilioFrom: optional({
    name: 'TWILIO_FROM',
    group: 'Messages',
    kind: kind.text('a number such as `+16145550100`, or the SID of a messaging service', 5),
    without: 'required with `TWILIO_ACCOUNT_SID`',
    description: 'What text messages come from.',
  }),
  twilioUrl: withDefault({
    name: 'TWILIO_URL',
    group: 'Messages',
    kind: kind.origin,
    default: 'https://api.twilio.com',
    description: 'Where Twilio answers.',
  }),
  logLevel: withDefault({
    name: 'LOG_LEVEL',
    group: 'Work and logs',
    kind: kind.oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    description: 'The least important messages that are still written.',
  }),
  metricsPort: optional({
    name: 'GROUNDWORK_METRICS_PORT',
    group: 'Work and logs',
    kind: kind.wholeNumber(0, 65535),
    without: 'none are served',
    description:
      'A port of its own for `GET /metrics` (Prometheus). It asks for no credentials: let no proxy forward it.',
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
