import type { Config } from '#platform/config/config.ts'
import { DEMO_PASSWORD, DEMO_USERS } from '../demo/sign-ins.ts'

/** Where it runs, how to sign in, where the data lies: all that a person who typed `npm start` wants to know. */
export function sayWelcome(config: Config, startedInMs: number): void {
  const { publicUrl } = config.http
  const lines = [
    '',
    `  Groundwork is ready at ${publicUrl}  (${(startedInMs / 1000).toFixed(1)} s)`,
    `  API docs    ${publicUrl}/docs`,
    `  Data        ${config.database.kind === 'embedded' ? config.dataDir : 'the PostgreSQL of DATABASE_URL'}`,
    ...(config.demo && config.mode !== 'production' ? signInLines() : []),
    '  Stop with Ctrl-C.',
    '',
  ]
  console.info(lines.join('\n'))
}

function signInLines(): string[] {
  const [owner, ...others] = DEMO_USERS
  return [
    `  Sign in     ${owner.email}  /  ${DEMO_PASSWORD}   (demo data; never works in production mode)`,
    `              the same password as ${others.map((user) => user.email.split('@')[0]).join(', ')}`,
  ]
}
