import { escapeIdentifier, escapeLiteral } from 'pg'

/** One thing that must be true of the server: how to see that it is, and the SQL that makes it so. */
export interface Step {
  isDone: string
  sql: string
  /** What an operator is shown instead of `sql` where that holds a password. */
  shown?: string
}

interface Login {
  name: string
  password: string
}

export interface Names {
  database: string
  migrator: Login
  service: Login
}

const EXTENSIONS = ['pg_trgm', 'btree_gin', 'btree_gist', 'unaccent']

// Names and values as PostgreSQL stores them, because the check compares with what is stored.
const SERVICE_SETTINGS = [
  'statement_timeout=5s',
  'lock_timeout=3s',
  'idle_in_transaction_session_timeout=10s',
  'TimeZone=UTC',
]

/**
 * The roles: `gw_owner` owns the schema and cannot log in. The migrator logs in and acts as the owner. `gw_search` sees
 * past row level security and owns nothing but views and functions that name the tenant themselves. `gw_service` holds
 * the grants; the user the service logs in as is a member of it and of nothing else.
 */
export function bootstrapSteps({ database, migrator, service }: Names): Step[] {
  return [
    createGroup('gw_owner'),
    createGroup('gw_search'),
    { isDone: roleHas('gw_search', 'r.rolbypassrls'), sql: 'alter role gw_search bypassrls' },
    createGroup('gw_service'),
    createLogin(migrator),
    createLogin(service),
    makeMember(migrator.name, 'gw_owner'),
    // To hand views over to gw_search, and to replace them later.
    makeMember('gw_owner', 'gw_search'),
    makeMember(service.name, 'gw_service'),
    ...databaseSteps(database, service.name),
    ...EXTENSIONS.map(createExtension),
    serviceSettings(service.name),
  ]
}

function createGroup(role: string): Step {
  return { isDone: roleHas(role), sql: `create role ${escapeIdentifier(role)} nologin` }
}

function createLogin({ name, password }: Login): Step {
  const sql = `create role ${escapeIdentifier(name)} login password `
  return { isDone: roleHas(name), sql: sql + escapeLiteral(password), shown: `${sql}'...'` }
}

function makeMember(member: string, group: string): Step {
  const both = `m.rolname = ${escapeLiteral(member)} and g.rolname = ${escapeLiteral(group)}`
  const has = `pg_has_role(m.oid, g.oid, 'USAGE') and pg_has_role(m.oid, g.oid, 'SET')`
  return {
    isDone: `exists (select from pg_roles m, pg_roles g where ${both} and ${has})`,
    sql: `grant ${escapeIdentifier(group)} to ${escapeIdentifier(member)}`,
  }
}

function databaseSteps(database: string, service: string): Step[] {
  const name = escapeIdentifier(database)
  const connect = `has_database_privilege(r.oid, current_database(), 'CONNECT')`
  const create = `has_database_privilege(r.oid, current_database(), 'CREATE')`
  const createInPublic = `has_schema_privilege(r.oid, 'public', 'CREATE')`
  return [
    { isDone: roleHas(service, connect), sql: `grant connect on database ${name} to ${escapeIdentifier(service)}` },
    { isDone: roleHas('gw_owner', create), sql: `grant create on database ${name} to gw_owner` },
    { isDone: roleHas('gw_owner', createInPublic), sql: 'grant usage, create on schema public to gw_owner' },
    {
      isDone: `not has_schema_privilege('public', 'public', 'CREATE')`,
      sql: 'revoke create on schema public from public',
    },
  ]
}

function createExtension(extension: string): Step {
  return {
    isDone: `exists (select from pg_extension where extname = ${escapeLiteral(extension)})`,
    sql: `create extension ${escapeIdentifier(extension)} schema public`,
  }
}

/** The last line of defence: the code sets its own timeouts per transaction, a forgotten one is bounded here. */
function serviceSettings(service: string): Step {
  const wanted = SERVICE_SETTINGS.map((setting) => escapeLiteral(setting)).join(', ')
  const sql = SERVICE_SETTINGS.map((setting) => {
    const [name = '', value = ''] = setting.split('=')
    return `alter role ${escapeIdentifier(service)} set ${name} = ${escapeLiteral(value)}`
  }).join(';\n')
  return { isDone: roleHas(service, `r.rolconfig @> array[${wanted}]`), sql }
}

function roleHas(role: string, condition = 'true'): string {
  return `exists (select from pg_roles r where r.rolname = ${escapeLiteral(role)} and ${condition})`
}
