-- Who is behind a credential, asked before a tenant is known and therefore past row level security. It only ever
-- answers what belongs to the one credential it is given, and never a secret: hashes go in, none come out.

grant select on tenants, users, sessions, memberships, api_keys to gw_search;

create function search.tenant_summary(tenant public.tenants) returns jsonb
language sql stable set search_path = ''
return jsonb_build_object(
  'id', tenant.id, 'name', tenant.name, 'slug', tenant.slug, 'status', tenant.status, 'modules', tenant.modules,
  'timeZone', tenant.time_zone, 'currency', tenant.currency, 'locale', tenant.locale);
revoke all on function search.tenant_summary(public.tenants) from public;
grant execute on function search.tenant_summary(public.tenants) to gw_search;

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
          'id', u.id, 'isSuperAdmin', u.is_super_admin, 'isDemo', u.is_demo, 'role', m.role) end,
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
        'revokedAt', found_session.revoked_at) end,
      'user', jsonb_build_object(
        'id', u.id, 'email', u.email, 'name', u.name, 'isSuperAdmin', u.is_super_admin, 'isDemo', u.is_demo),
      'memberships', coalesce((
        select jsonb_agg(
          jsonb_build_object(
            'id', m.id, 'role', m.role, 'lastActiveAt', m.last_active_at, 'tenant', search.tenant_summary(t))
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
  ' ' || lower(unaccent(coalesce(u.name, m.name, '') || ' ' || coalesce(u.email, m.email))) as search_text
from memberships m
left join users u on u.id = m.user_id;
grant select on members to gw_service;
