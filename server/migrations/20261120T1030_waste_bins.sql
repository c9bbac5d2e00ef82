create table waste_bins (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  customer_id uuid not null,
  bin_type text not null check (bin_type in ('standard', 'recycling', 'organic', 'hazardous')),
  size text not null check (size in ('small', 'medium', 'large', 'extra_large')),
  volume_litres int check (volume_litres > 0),
  status text not null check (status in ('empty', 'partial', 'full', 'overflowing', 'maintenance', 'retired')),
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  position point not null generated always as (point(longitude, latitude)) stored,
  address text not null check (length(address) <= 500),
  location_notes text check (length(location_notes) <= 255),
  qr_code text check (qr_code ~ '^[A-Za-z0-9_-]{1,100}$'),
  rfid_tag text check (rfid_tag ~ '^[A-F0-9]{1,100}$'),
  fill_percent int check (fill_percent between 0 and 100),
  notes text check (length(notes) <= 1000),
  last_serviced timestamptz,
  search_text text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id)
);
create unique index waste_bins_qr_code on waste_bins (tenant_id, qr_code) where deleted_at is null;
create unique index waste_bins_rfid_tag on waste_bins (tenant_id, rfid_tag) where deleted_at is null;
create index waste_bins_customer on waste_bins (tenant_id, customer_id, created_at, id);
create index waste_bins_created on waste_bins (tenant_id, created_at, id) where deleted_at is null;
create index waste_bins_updated on waste_bins (tenant_id, updated_at, id) where deleted_at is null;
create index waste_bins_type on waste_bins (tenant_id, bin_type, created_at, id) where deleted_at is null;
create index waste_bins_size on waste_bins (tenant_id, size, created_at, id) where deleted_at is null;
create index waste_bins_status on waste_bins (tenant_id, status, created_at, id) where deleted_at is null;
-- Never serviced stands first going up and last going down: one index, read both ways.
create index waste_bins_serviced on waste_bins (tenant_id, last_serviced nulls first, id) where deleted_at is null;
create index waste_bins_qr_order on waste_bins (tenant_id, qr_code nulls first, id) where deleted_at is null;
create index waste_bins_fill on waste_bins (tenant_id, fill_percent nulls first, id) where deleted_at is null;
create index waste_bins_trash on waste_bins (tenant_id, deleted_at, id) where deleted_at is not null;
create index waste_bins_position on waste_bins using gist (tenant_id, position) where deleted_at is null;
-- GiST: see customers.
create index waste_bins_search on waste_bins using gist (tenant_id, search_text gist_trgm_ops (siglen = 256)) where deleted_at is null;

select gw_admin.protect_tenant_table('waste_bins');
select gw_admin.create_search_view('waste_bins');
