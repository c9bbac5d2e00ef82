import type { Client } from 'pg'
import { TENANT_PREDICATE } from './policy-faults.ts'
import { rowsOf } from './query.ts'

const SERVICE_ROLE = 'gw_service'
/** Look-ups that come before a tenant is known, and what only an owner may do with a table. A new one has to be argued for here. */
const DEFINER_FUNCTIONS = new Set([
  'search.find_credential',
  // Which businesses have let support in: asked by those who run the installation and belong to none of them.
  'search.open_support_grants',
  'search.analyze_table',
  // Which businesses have written to a number: a STOP from it is meant for all of them.
  'search.find_message_tenants',
])

/** What the service owns, may and sees past the policies. */
export async function rightsFaults(client: Client): Promise<string[]> {
  return [
    ...(await ownership(client)),
    ...(await definers(client)),
    ...(await views(client)),
    ...(await grants(client)),
  ]
}

async function ownership(client: Client): Promise<string[]> {
  const found = await rowsOf<{ name: string; kind: string }>(
    client,
    `select n.nspname || '.' || c.relname as name, 'relation' as kind from pg_class c
       join pg_namespace n on n.oid = c.relnamespace where c.relowner = '${SERVICE_ROLE}'::regrole
     union all select n.nspname || '.' || p.proname, 'function' from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace where p.proowner = '${SERVICE_ROLE}'::regrole
     union all select nspname, 'schema' from pg_namespace where nspowner = '${SERVICE_ROLE}'::regrole`,
  )
  const [role] = await rowsOf<{ rolsuper: boolean; rolbypassrls: boolean }>(
    client,
    `select rolsuper, rolbypassrls from pg_roles where rolname = '${SERVICE_ROLE}'`,
  )
  return [
    ...found.map(({ name, kind }) => `${kind} ${name}: belongs to the service, which must own nothing`),
    ...(role?.rolsuper || role?.rolbypassrls
      ? ['The service must be neither superuser nor past row level security']
      : []),
  ]
}

async function definers(client: Client): Promise<string[]> {
  const found = await rowsOf<{ name: string; is_fixed: boolean; is_public: boolean }>(
    client,
    `select n.nspname || '.' || p.proname as name, coalesce(p.proconfig @> array['search_path=""'], false) as is_fixed,
       has_function_privilege('public', p.oid, 'execute') as is_public
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  return found.flatMap(({ name, is_fixed, is_public }) => [
    ...(DEFINER_FUNCTIONS.has(name)
      ? []
      : [`function ${name}: runs with its owner's rights and is not one of ${[...DEFINER_FUNCTIONS].join(', ')}`]),
    ...(is_fixed ? [] : [`function ${name}: needs "set search_path = ''"`]),
    ...(is_public ? [`function ${name}: everybody may call it`] : []),
  ])
}

/** A view sees with its owner's rights: only the search views may, and they carry the tenant inside. */
async function views(client: Client): Promise<string[]> {
  const found = await rowsOf<{ schema: string; name: string; definition: string; is_invoker: boolean; owner: string }>(
    client,
    `select n.nspname as schema, c.relname as name, pg_get_viewdef(c.oid) as definition, c.relowner::regrole::text as owner,
       coalesce(c.reloptions @> array['security_invoker=true'], false) as is_invoker
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('v', 'm') and n.nspname in ('public', 'search')`,
  )
  return found
    .filter(({ is_invoker }) => !is_invoker)
    .flatMap(({ schema, name, definition, owner }) => [
      ...(schema === 'search' && owner === 'gw_search'
        ? []
        : [`view ${schema}.${name}: must be security_invoker, or a search view owned by gw_search`]),
      ...(definition.includes(TENANT_PREDICATE) ? [] : [`view ${schema}.${name}: must carry the tenant predicate`]),
    ])
}

async function grants(client: Client): Promise<string[]> {
  const found = await rowsOf<{ name: string; privilege: string }>(
    client,
    `select c.relname as name, p.privilege from pg_class c, unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) p (privilege)
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege('${SERVICE_ROLE}', c.oid, p.privilege)
     union all select 'audit_entries', p from unnest(array['UPDATE', 'DELETE']) p
     where has_table_privilege('${SERVICE_ROLE}', 'public.audit_entries', p)`,
  )
  return found.map(({ name, privilege }) => `${name}: the service must not have ${privilege}`)
}
