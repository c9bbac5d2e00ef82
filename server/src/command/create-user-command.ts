import { parseArgs } from 'node:util'
import { Email, text } from '@groundwork/contract/http/fields.ts'
import { RoleWord } from '@groundwork/contract/platform/roles.ts'
import { z } from 'zod'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config/config.ts'
import { openDatabase } from '#platform/database/prepare.ts'
import { createUser, type NewUser } from '#platform/identity/users/create-user.ts'
import { Runtime } from '#platform/runtime.ts'
import { quietLog } from './quiet-log.ts'
import type { Command } from './run-command.ts'
import { UsageError } from './usage.ts'

export async function createUserCommand({ options, environment, say }: Command): Promise<void> {
  const user = readUser(options)
  const config = loadConfig(environment)
  const log = quietLog()
  const database = await openDatabase(config, log)
  try {
    const { serviceUrl: databaseUrl, directUrl } = database
    const runtime = new Runtime({ config, databaseUrl, directUrl, log, clock: systemClock })
    await runtime.start()
    const created = await createUser(runtime.services, user).finally(() => runtime.close())
    const where = created.business === null ? '' : ` in ${created.business}`
    say(`${user.email} is made${where}. To choose a password, once and within a day:`)
    say(created.link)
  } finally {
    await database.stop()
  }
}

const OPTIONS = {
  email: { type: 'string' },
  name: { type: 'string' },
  tenant: { type: 'string' },
  role: { type: 'string' },
  'new-tenant': { type: 'string' },
  'super-admin': { type: 'boolean', default: false },
} as const

function readUser(options: readonly string[]): NewUser {
  const values = parse(options)
  const email = checked('--email', Email, values.email)
  const name = checked('--name', text(200), values.name)
  return { email, name, isSuperAdmin: values['super-admin'], place: placeOf(values) }
}

function parse(options: readonly string[]) {
  try {
    return parseArgs({ args: [...options], options: OPTIONS, allowPositionals: false }).values
  } catch (error) {
    // Node names the option and what is wrong with it.
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function placeOf(values: ReturnType<typeof parse>): NewUser['place'] {
  const { tenant, role, 'new-tenant': business } = values
  if (business !== undefined && (tenant !== undefined || role !== undefined))
    throw new UsageError('Give --new-tenant, or --tenant and --role, but not both')
  if (business !== undefined) return { kind: 'founder', business: checked('--new-tenant', text(200), business) }
  if (tenant === undefined && role === undefined && values['super-admin']) return { kind: 'none' }
  if (tenant === undefined || role === undefined)
    throw new UsageError('Say where: --tenant and --role, --new-tenant, or --super-admin')
  return { kind: 'member', slug: tenant.toLowerCase(), role: checked('--role', RoleWord, role) }
}

function checked<T>(option: string, schema: z.ZodType<T>, value: string | undefined): T {
  if (value === undefined) throw new UsageError(`${option} is missing`)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new UsageError(`${option}: ${z.prettifyError(result.error).replace(/^\W+/, '')}`)
}
