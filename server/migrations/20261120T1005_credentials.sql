-- What is asked before a tenant is known, and therefore past row level security (search.find_credential).

grant select on tenants, users, sessions, memberships, api_keys to gw_search;

create function search.tenant_summary(tenant public.tenants) returns jsonb
language sql stable set search_path = ''
return jsonb_build_object(
  'id', tenant.id, 'name', tenant.name, 'slug', tenant.slug, 'status', tenant.status, 'modules', tenant.modules,
  'timeZone', tenant.time_zone, 'currency', tenant.currency, 'locale', tenant.locale);
revoke all on function search.tenant_summary(public.tenants) from public;
grant execute on function search.tenant_summary(public.tenants) to gw_search;
