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

create or replace function search.find_credential(kind text, credential text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  found_session public.sessions;
  person_id uuid;
begin
  if kind = 'api_key' then
    return (
      select jsonb_build_object(
        'key', jsonb_build_object(
          'id', k.id, 'name', k.name, 'permissions', k.permissions, 'rateLimitPerHour', k.rate_limit_per_hour,
          'expiresAt', k.expires_at, 'revokedAt', k.revoked_at),
        'maker', case when u.id is not null then jsonb_build_object(
          'id', u.id, 'isSuperAdmin', u.is_super_admin, 'isDemo', u.is_demo, 'role', m.role,
          'customRole', search.custom_role(m.tenant_id, m.role)) end,
        'tenant', search.tenant_summary(t))
      from public.api_keys k
      join public.tenants t on t.id = k.tenant_id and t.deleted_at is null
      left join public.users u on u.id = k.created_by
      left join public.memberships m on m.tenant_id = k.tenant_id and m.user_id = k.created_by and m.status = 'active'
      where k.key_hash = decode(credential, 'hex'));
  end if;

  if kind = 'invitation' then
    return (
      select jsonb_build_object(
        'membershipId', m.id, 'email', m.email, 'emailNorm', m.email_norm, 'name', m.name, 'role', m.role,
        'customRole', search.custom_role(m.tenant_id, m.role),
        'expiresAt', m.invite_expires_at,
        'userId', (select u.id from public.users u where u.email_norm = m.email_norm),
        'tenant', search.tenant_summary(t))
      from public.memberships m
      join public.tenants t on t.id = m.tenant_id and t.deleted_at is null
      where m.invite_token_hash = decode(credential, 'hex') and m.status = 'invited');
  end if;

  if kind = 'sign_in_domain' then
    return search.providers_of_domain(credential);
  end if;

  if kind = 'session_cookie' then
    select * into found_session from public.sessions where cookie_hash = decode(credential, 'hex');
    person_id := found_session.user_id;
  elsif kind = 'session' then
    select * into found_session from public.sessions where id = credential::uuid;
    person_id := found_session.user_id;
  elsif kind = 'user' then
    person_id := credential::uuid;
  elsif kind = 'email' then
    select u.id into person_id from public.users u where u.email_norm = credential;
  else
    raise exception 'unknown kind of credential: %', kind;
  end if;

  return (
    select jsonb_build_object(
      'session', case when found_session.id is not null then jsonb_build_object(
        'id', found_session.id, 'tenantId', found_session.tenant_id, 'createdAt', found_session.created_at,
        'lastUsedAt', found_session.last_used_at, 'expiresAt', found_session.expires_at,
        'revokedAt', found_session.revoked_at, 'openedBy', found_session.opened_by,
        'hasSecondFactor', found_session.has_second_factor, 'viewAs', found_session.view_as,
        'viewAsRole', search.custom_role(found_session.tenant_id, found_session.view_as)) end,
      'user', jsonb_build_object(
        'id', u.id, 'email', u.email, 'name', u.name, 'isSuperAdmin', u.is_super_admin, 'isDemo', u.is_demo),
      'memberships', coalesce((
        select jsonb_agg(
          jsonb_build_object(
            'id', m.id, 'role', m.role, 'customRole', search.custom_role(m.tenant_id, m.role),
            'lastActiveAt', m.last_active_at, 'tenant', search.tenant_summary(t),
            'providerLabel', (
              select p.label from public.sign_in_providers p
              where p.tenant_id = m.tenant_id and p.is_enabled
                and split_part(u.email_norm, '@', 2) = any (p.required_domains)))
          order by m.last_active_at desc nulls last, t.name)
        from public.memberships m
        join public.tenants t on t.id = m.tenant_id and t.deleted_at is null
        where m.user_id = u.id and m.status = 'active'), '[]'))
    from public.users u
    where u.id = person_id);
end
$$;
select gw_admin.definer_function('search.find_credential(text, text)');
