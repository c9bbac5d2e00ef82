create table customers (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  kind text not null check (kind in ('business', 'person')),
  name text not null,
  business_name text,
  -- Trimmed, lower case, single spaces: two spellings of one name are one name.
  business_name_norm text,
  first_name text,
  last_name text,
  email text,
  email_norm text,
  phone text,
  contacts jsonb not null default '[]',
  service_address jsonb,
  billing_address jsonb,
  tax_id text,
  language text,
  notify_sms boolean not null default false,
  notify_email boolean not null default true,
  notify_push boolean not null default false,
  consent_source text,
  consent_at timestamptz,
  tags text[] not null default '{}',
  notes text,
  name_norm text not null,
  search_text text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  deleted_at timestamptz,
  primary key (tenant_id, id),
  check (kind = 'person' or business_name is not null),
  check (kind = 'business' or last_name is not null)
);
create unique index customers_business_name on customers (tenant_id, business_name_norm) where deleted_at is null and business_name_norm is not null;
create index customers_name on customers (tenant_id, name_norm, id) where deleted_at is null;
create index customers_created on customers (tenant_id, created_at, id) where deleted_at is null;
create index customers_updated on customers (tenant_id, updated_at, id) where deleted_at is null;
create index customers_kind on customers (tenant_id, kind, created_at, id) where deleted_at is null;
create index customers_email on customers (tenant_id, email_norm) where deleted_at is null;
create index customers_phone on customers (tenant_id, phone) where deleted_at is null;
create index customers_trash on customers (tenant_id, deleted_at, id) where deleted_at is not null;
-- A short pending list: every look reads what is in it, and at the default of 4 MB that shows after an import.
create index customers_tags on customers using gin (tenant_id, tags) with (gin_pending_list_limit = 64) where deleted_at is null;
-- GiST, because its pages hold one tenant's rows. A GIN index keeps one list per trigram for all tenants together, and going
-- through those for one tenant took 20 to 100 ms at a million rows; this takes 0.1 (docs/decisions/0005-lists.md).
create index customers_search on customers using gist (tenant_id, search_text gist_trgm_ops (siglen = 256)) where deleted_at is null;

select gw_admin.protect_tenant_table('customers');
select gw_admin.create_search_view('customers');
