-- The business's own list of tags and their colours. Records carry the names (text[]), because that is what lists are
-- filtered by; this list gains a name when a record first carries it.
create table tags (
  tenant_id uuid not null references tenants (id),
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 50),
  name_norm text not null generated always as (lower(name)) stored,
  colour text not null default 'grey'
    check (colour in ('grey', 'blue', 'teal', 'green', 'lime', 'amber', 'orange', 'red', 'pink', 'violet')),
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  primary key (tenant_id, id)
);
create unique index tags_name on tags (tenant_id, name_norm);
create index tags_order on tags (tenant_id, name, id);
create index tags_created on tags (tenant_id, created_at, id);

alter table waste_bins add column tags text[] not null default '{}';
-- A short pending list: see customers.
create index waste_bins_tags on waste_bins using gin (tenant_id, tags) with (gin_pending_list_limit = 64) where deleted_at is null;

create table tasks (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  title text not null check (length(title) <= 200),
  notes text check (length(notes) <= 5000),
  state text not null check (state in ('open', 'in_progress', 'done')),
  due_on date,
  -- The same, with the tasks that are not due at the end.
  due_order date not null,
  assignee_id uuid,
  resource text,
  record_id uuid,
  done_at timestamptz,
  title_norm text not null,
  search_text text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  deleted_at timestamptz,
  primary key (tenant_id, id),
  check ((resource is null) = (record_id is null)),
  check ((state = 'done') = (done_at is not null))
);
create index tasks_due on tasks (tenant_id, due_order, id) where deleted_at is null;
create index tasks_state on tasks (tenant_id, state, due_order, id) where deleted_at is null;
create index tasks_assignee on tasks (tenant_id, assignee_id, due_order, id) where deleted_at is null;
create index tasks_record on tasks (tenant_id, record_id, due_order, id) where deleted_at is null;
create index tasks_created on tasks (tenant_id, created_at, id) where deleted_at is null;
create index tasks_updated on tasks (tenant_id, updated_at, id) where deleted_at is null;
create index tasks_title on tasks (tenant_id, title_norm, id) where deleted_at is null;
create index tasks_trash on tasks (tenant_id, deleted_at, id) where deleted_at is not null;
-- GiST: see customers.
create index tasks_search on tasks using gist (tenant_id, search_text gist_trgm_ops (siglen = 256)) where deleted_at is null;

select gw_admin.protect_tenant_table('tags');
select gw_admin.protect_tenant_table('tasks');
select gw_admin.create_search_view('tasks');
select gw_admin.create_search_view('waste_bins');

-- Tags that customers carry already. Row level security is forced, so one tenant after the other.
do $$
declare
  tenant uuid;
begin
  for tenant in select id from tenants loop
    perform set_config('gw.tenant_id', tenant::text, true);
    insert into tags (tenant_id, name)
    select distinct on (lower(name)) tenant, name from customers, unnest(customers.tags) as name
    where tenant_id = tenant order by lower(name), name;
  end loop;
  perform set_config('gw.tenant_id', '', true);
end
$$;
