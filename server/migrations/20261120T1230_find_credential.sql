-- Who is behind a credential, asked before a tenant is known and therefore past row level security. It only ever
-- answers what belongs to the one credential it is given, and never a secret: hashes go in, none come out.
create function search.find_credential(kind text, credential text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  found_session public.sessions;
  person_id uuid;
  hash bytea;
begin
  if kind = 'api_key' then
    hash := decode(credential, 'hex');
    return (
      select jsonb_build_object(
        'key', jsonb_build_object(
          'id', k.id, 'name', k.name, 'permissions', k.permissions, 'rateLimitPerHour', k.rate_limit_per_hour,
          'allowedAddresses', k.allowed_addresses,
          'expiresAt', k.expires_at, 'revokedAt', k.revoked_at,
          'isPrevious', k.key_hash <> hash, 'previousEndsAt', k.previous_ends_at),
        'maker', case when u.id is not null then jsonb_build_object(
          'id', u.id, 'isDemo', u.is_demo, 'role', m.role,
          'customRole', search.custom_role(m.tenant_id, m.role)) end,
        'tenant', search.tenant_summary(t))
      from public.api_keys k
      join public.tenants t on t.id = k.tenant_id and t.deleted_at is null
      left join public.users u on u.id = k.created_by
      left join public.memberships m on m.tenant_id = k.tenant_id and m.user_id = k.created_by and m.status = 'active'
      where k.key_hash = hash or k.previous_key_hash = hash);
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
        'viewAsRole', search.custom_role(found_session.tenant_id, found_session.view_as),
        'supportGrantId', found_session.support_grant_id) end,
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
