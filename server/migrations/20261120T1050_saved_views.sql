-- A list as somebody wants to see it again: its filters, search and sort, under a name.
create table saved_views (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  user_id uuid not null references users (id) on delete cascade,
  resource text not null,
  name text not null,
  query text not null,
  is_shared boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (tenant_id, id)
);
create index saved_views_user on saved_views (tenant_id, user_id, resource);
create index saved_views_resource on saved_views (tenant_id, resource, created_at, id);
select gw_admin.protect_tenant_table('saved_views');
