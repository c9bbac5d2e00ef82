import { createHash } from 'node:crypto'
import type { Volume } from './volume.ts'

/** In SQL: the same id for the same words in every run, scattered like random ones. */
export function idFrom(words: string): string {
  return `overlay(overlay(md5(${words}) placing '7' from 13 for 1) placing '8' from 17 for 1)::uuid`
}

/** The same id for those who look from outside. */
export function idOf(words: string): string {
  const digest = createHash('md5').update(words).digest('hex')
  const marked = `${digest.slice(0, 12)}7${digest.slice(13, 16)}8${digest.slice(17)}`
  return marked.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const tenantId = (number: string) => idFrom(`'tenant ' || ${number}`)
export const ownerId = (number: string) => idFrom(`'owner ' || ${number}`)

export const TENANTS = ({ tenants }: Volume) => `
  insert into tenants (id, name, slug, status, modules)
  select ${tenantId('n')}, 'Hauler ' || n, 'hauler-' || n, 'active', '{waste,repair,siteops,websites}'
  from generate_series(1, ${tenants}) n`

/** One owner per tenant, who has made everything in it. */
export const AUTHORS = `
  insert into users (id, email, email_norm, name, email_verified_at)
  select ${ownerId('n')}, slug || '@example.com', slug || '@example.com', 'Owner of ' || name, now()
  from (select *, substr(slug, 8)::int as n from tenants) numbered;
  insert into memberships (tenant_id, id, user_id, email, email_norm, role, status)
  select id, ${idFrom("'membership ' || slug")}, ${ownerId('substr(slug, 8)')}, slug || '@example.com', slug || '@example.com', 'owner', 'active'
  from tenants`
