-- Signing in through a provider of the business's own (OpenID Connect). Its word counts in that business and nowhere
-- else: links hang on memberships, and a session that it opened stays where it was opened.

create table sign_in_providers (
  tenant_id uuid primary key references tenants (id),
  is_enabled boolean not null default false,
  label text not null,
  issuer text not null,
  client_id text not null,
  -- Encrypted with the installation's secret; null for public clients, which PKCE alone protects.
  sealed_client_secret text,
  scopes text[] not null,
  allowed_domains text[] not null default '{}',
  required_domains text[] not null default '{}',
  creates_people boolean not null,
  role_rules jsonb not null default '[]' check (jsonb_typeof(role_rules) = 'array'),
  default_role text,
  manages_roles boolean not null,
  trusts_unstated_email boolean not null,
  second_factor_methods text[] not null default '{}',
  updated_at timestamptz not null default now(),
  updated_by uuid,
  version int not null default 1
);
select gw_admin.protect_tenant_table('sign_in_providers');

-- Issuer and subject name a person; an e-mail address does not.
create table member_identities (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  membership_id uuid not null,
  issuer text not null,
  subject text not null,
  -- What the provider called them when last seen: for people to recognise, never to find anybody by.
  email text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (tenant_id, id),
  constraint member_identities_subject unique (tenant_id, issuer, subject),
  constraint member_identities_member unique (tenant_id, membership_id, issuer),
  foreign key (tenant_id, membership_id) references memberships (tenant_id, id) on delete cascade
);
select gw_admin.protect_tenant_table('member_identities');

-- 'provider': opened on the word of the business's provider. It never leaves its tenant, and what it proves is not
-- enough for what belongs to the person rather than to the business: passkeys, second factors, other businesses.
alter table sessions add column opened_by text not null default 'own' check (opened_by in ('own', 'provider'));
alter table sessions add column confirmed_by text not null default 'own' check (confirmed_by in ('own', 'provider'));

grant select on sign_in_providers to gw_search;

-- A domain speaks for a business only where an owner there has proven an address in it, so nobody can put their button
-- in front of other people's staff.
create function search.providers_of_domain(domain text) returns jsonb
language sql stable set search_path = ''
return (
  select coalesce(jsonb_agg(jsonb_build_object('business', t.name, 'slug', t.slug, 'label', p.label) order by t.name), '[]')
  from public.sign_in_providers p
  join public.tenants t on t.id = p.tenant_id and t.deleted_at is null
  where p.is_enabled and domain = any (p.allowed_domains || p.required_domains) and exists (
    select from public.memberships m
    join public.users u on u.id = m.user_id
    where m.tenant_id = p.tenant_id and m.role = 'owner' and m.status = 'active' and u.email_verified_at is not null
      and split_part(u.email_norm, '@', 2) = domain));
revoke all on function search.providers_of_domain(text) from public;
grant execute on function search.providers_of_domain(text) to gw_search;
