-- Roles of a business's own, and looking through a role; with them, who is behind a credential.

create table roles (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null check (name <> ''),
  -- Lower case, single spaces: two spellings of one name are one name.
  name_norm text not null,
  description text not null default '',
  permissions text[] not null,
  -- By resource, then by field: 'hidden' or 'read_only'.
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  -- By resource, then by action: 'own'.
  rows jsonb not null default '{}' check (jsonb_typeof(rows) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  primary key (tenant_id, id),
  constraint roles_name unique (tenant_id, name_norm)
);
select gw_admin.protect_tenant_table('roles');

-- `role` holds the key of a built-in role or the id of one of these; the database keeps the latter from dangling.
alter table memberships add column custom_role_id uuid
  generated always as (case when role ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then role::uuid end) stored;
alter table memberships add constraint memberships_custom_role
  foreign key (tenant_id, custom_role_id) references roles (tenant_id, id);
create index memberships_custom_role_id on memberships (tenant_id, custom_role_id);

-- The role a session looks through, in the tenant it works in; null works with the person's own.
alter table sessions add column view_as text;

grant select on roles to gw_search;

create function search.custom_role(tenant uuid, word text) returns jsonb
language sql stable set search_path = ''
return (
  select jsonb_build_object('id', r.id, 'name', r.name, 'permissions', r.permissions, 'fields', r.fields, 'rows', r.rows)
  from public.roles r where r.tenant_id = tenant and r.id::text = word);
revoke all on function search.custom_role(uuid, text) from public;
grant execute on function search.custom_role(uuid, text) to gw_search;

-- Who is behind a credential, asked before a tenant is known and therefore past row level security. It only ever
-- answers what belongs to the one credential it is given, and never a secret: hashes go in, none come out.
create function search.find_credential(kind text, credential text) returns jsonb
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
        'revokedAt', found_session.revoked_at, 'viewAs', found_session.view_as,
        'viewAsRole', search.custom_role(found_session.tenant_id, found_session.view_as)) end,
      'user', jsonb_build_object(
        'id', u.id, 'email', u.email, 'name', u.name, 'isSuperAdmin', u.is_super_admin, 'isDemo', u.is_demo),
      'memberships', coalesce((
        select jsonb_agg(
          jsonb_build_object(
            'id', m.id, 'role', m.role, 'customRole', search.custom_role(m.tenant_id, m.role),
            'lastActiveAt', m.last_active_at, 'tenant', search.tenant_summary(t))
          order by m.last_active_at desc nulls last, t.name)
        from public.memberships m
        join public.tenants t on t.id = m.tenant_id and t.deleted_at is null
        where m.user_id = u.id and m.status = 'active'), '[]'))
    from public.users u
    where u.id = person_id);
end
$$;
select gw_admin.definer_function('search.find_credential(text, text)');

-- One row per membership with what the person's account adds. It sees with the rights of whoever asks, so the policy of
-- memberships holds here too.
create view members with (security_invoker = true) as
select
  m.tenant_id,
  m.id,
  m.user_id,
  coalesce(u.email, m.email) as email,
  coalesce(u.name, m.name, m.email) as name,
  m.role,
  m.status,
  m.invited_at,
  m.last_active_at,
  u.totp_enabled_at is not null as totp_enabled,
  m.created_at,
  m.updated_at,
  m.version,
  lower(unaccent(coalesce(u.name, m.name, m.email))) as name_norm,
  ' ' || lower(unaccent(coalesce(u.name, m.name, '') || ' ' || coalesce(u.email, m.email))) as search_text,
  case when r.id is not null then
    jsonb_build_object('id', r.id, 'name', r.name, 'permissions', r.permissions, 'fields', r.fields, 'rows', r.rows) end as custom_role
from memberships m
left join users u on u.id = m.user_id
left join roles r on r.tenant_id = m.tenant_id and r.id = m.custom_role_id;
grant select on members to gw_service;
