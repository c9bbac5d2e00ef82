-- Exports in more formats, of chosen rows, by the clock; mappings of imports that are remembered.

create table export_schedules (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  resource text not null,
  format text not null check (format in ('csv', 'xlsx', 'json', 'pdf')),
  query jsonb not null,
  columns jsonb not null,
  every text not null check (every in ('day', 'week', 'month')),
  -- Monday is 1.
  weekday smallint not null check (weekday between 1 and 7),
  -- Beyond the end of a month it means its last day.
  month_day smallint not null check (month_day between 1 and 31),
  -- On the clock of the business, whatever the time of the year.
  at_time text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  is_paused boolean not null default false,
  next_run_at timestamptz not null,
  last_run_at timestamptz,
  -- Why the last run brought no file.
  problem text,
  maker_name text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (tenant_id, id)
);
create index export_schedules_created on export_schedules (tenant_id, created_at, id);
create index export_schedules_maker on export_schedules (tenant_id, created_by, created_at, id);
create index export_schedules_due on export_schedules (tenant_id, next_run_at) where not is_paused;
select gw_admin.protect_tenant_table('export_schedules');

alter table exports drop constraint exports_format_check;
alter table exports add constraint exports_format_check check (format in ('csv', 'xlsx', 'json', 'pdf'));
-- The selected rows, where it is not the list's.
alter table exports add column ids jsonb;
-- Whose rights a link to the file stands for.
alter table exports add column maker_kind text not null default 'user' check (maker_kind in ('user', 'api_key', 'automation', 'system'));
alter table exports add column schedule_id uuid;
alter table exports add constraint exports_schedule_fkey
  foreign key (tenant_id, schedule_id) references export_schedules (tenant_id, id) on delete set null (schedule_id);
create index exports_schedule on exports (tenant_id, schedule_id, created_at);

create table import_mappings (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  resource text not null,
  name text not null,
  -- The headers without case, signs and order: files with the same ones are mapped alike.
  header_key text not null,
  -- [{header, field}], one per column of the file.
  columns jsonb not null,
  mode text not null check (mode in ('create', 'update', 'both')),
  on_error text not null check (on_error in ('skip', 'abort')),
  update_key text,
  empty_cells text not null check (empty_cells in ('keep', 'clear')),
  used_at timestamptz,
  maker_name text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (tenant_id, id),
  constraint import_mappings_header_key unique (tenant_id, resource, header_key)
);
create index import_mappings_created on import_mappings (tenant_id, created_at, id);
select gw_admin.protect_tenant_table('import_mappings');

alter table imports add column mapping_id uuid;
alter table imports add constraint imports_mapping_fkey
  foreign key (tenant_id, mapping_id) references import_mappings (tenant_id, id) on delete set null (mapping_id);
create index imports_mapping on imports (tenant_id, mapping_id);
