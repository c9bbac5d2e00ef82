-- Roles of a business's own, and looking through a role.

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
