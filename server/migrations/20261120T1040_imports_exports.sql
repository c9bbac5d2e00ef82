-- Files in and out. How far a job is and whether it lives is job_runs' to say; these tables hold what it works on.

create table imports (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  resource text not null,
  file_name text not null,
  format text not null check (format in ('csv', 'xlsx')),
  size_bytes bigint not null,
  sha256 text not null,
  file_key text,
  -- The rows as a text file: the upload itself, or what was read from the Excel file.
  rows_key text,
  encoding text check (encoding in ('utf-8', 'utf-16le', 'utf-16be', 'windows-1252')),
  separator text check (separator in (',', ';', e'\t', '|')),
  state text not null check (state in ('reading', 'uploaded', 'checking', 'checked', 'running', 'finished', 'undoing', 'undone')),
  headers jsonb not null default '[]',
  preview jsonb not null default '[]',
  mapping jsonb not null default '[]',
  mode text not null default 'create' check (mode in ('create', 'update', 'both')),
  on_error text not null default 'skip' check (on_error in ('skip', 'abort')),
  update_key text,
  empty_cells text not null default 'keep' check (empty_cells in ('keep', 'clear')),
  row_count int,
  created int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  failed int not null default 0,
  sample jsonb not null default '[]',
  undone int not null default 0,
  left_count int not null default 0,
  left_reasons jsonb not null default '[]',
  -- The job that works on it. Only this one may write, whatever other jobs of it are retried later.
  job_id uuid,
  maker_name text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);
create index imports_created on imports (tenant_id, created_at, id);
create index imports_maker on imports (tenant_id, created_by, created_at, id);
create index imports_expiring on imports (tenant_id, expires_at) where file_key is not null;

-- Written with the rows of each batch: a run that is repeated goes on behind the last one, and the undoing finds here
-- what was made and how what was changed looked before.
create table import_batches (
  tenant_id uuid not null references tenants (id),
  import_id uuid not null,
  number int not null,
  last_row int not null,
  created_ids uuid[] not null,
  updates jsonb not null,
  undone_at timestamptz,
  primary key (tenant_id, import_id, number),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);

-- Rows that were not imported, with their cells: the file to mend and upload again is made of these.
create table import_row_errors (
  tenant_id uuid not null references tenants (id),
  import_id uuid not null,
  row_number int not null,
  cells jsonb not null,
  problems jsonb not null,
  primary key (tenant_id, import_id, row_number),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);

create table exports (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  resource text not null,
  format text not null check (format in ('csv', 'xlsx')),
  query jsonb not null,
  columns jsonb not null,
  file_key text,
  file_name text,
  size_bytes bigint,
  sha256 text,
  row_count int,
  job_id uuid not null,
  maker_name text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz,
  primary key (tenant_id, id),
  check ((finished_at is null) = (expires_at is null))
);
create index exports_created on exports (tenant_id, created_at, id);
create index exports_maker on exports (tenant_id, created_by, created_at, id);
create index exports_expiring on exports (tenant_id, expires_at) where file_key is not null;

select gw_admin.protect_tenant_table('imports');
select gw_admin.protect_tenant_table('import_batches');
select gw_admin.protect_tenant_table('import_row_errors');
select gw_admin.protect_tenant_table('exports');

-- Thousands of rows at once leave the planner with the picture of the table before them, until autovacuum comes round a
-- minute later. Until then look-ups by key read a whole index: 300 ms instead of 10 for a thousand keys among 20,000 bins.
-- Only the owner may analyze (PostgreSQL 17 could grant it, 16 cannot), hence a function that does just that.
create function search.analyze_table(table_name name) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (
    select from pg_catalog.pg_class
    where relnamespace = 'public'::regnamespace and relname = table_name and relkind = 'r' and relforcerowsecurity
  ) then
    raise exception '% is not a table of tenants', table_name;
  end if;
  execute format('analyze public.%I', table_name);
end
$$;
revoke all on function search.analyze_table(name) from public;
grant execute on function search.analyze_table(name) to gw_service;
