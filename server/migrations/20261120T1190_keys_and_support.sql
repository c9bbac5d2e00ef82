-- API keys that rotate, are bound to addresses and count what they do; support that is let in for a time.

alter table api_keys add column allowed_addresses text[] not null default '{}'
  check (cardinality(allowed_addresses) <= 50);
-- The secret before the last rotation. It stays known after its end, so that whoever still uses it is told why it fails.
alter table api_keys add column previous_key_hash bytea;
alter table api_keys add column previous_prefix text;
alter table api_keys add column previous_ends_at timestamptz;
alter table api_keys add column previous_last_used_at timestamptz;
alter table api_keys add column rotated_at timestamptz;
alter table api_keys add column expiry_warned_at timestamptz;
alter table api_keys add constraint api_keys_previous
  check (num_nulls(previous_key_hash, previous_prefix, previous_ends_at) in (0, 3));
create unique index api_keys_previous_hash on api_keys (previous_key_hash);
create index api_keys_expiring on api_keys (tenant_id, expires_at)
  where revoked_at is null and expiry_warned_at is null;

-- What a key did on a day of the business, by route. Any number of processes add to a row; nobody overwrites it.
create table api_key_usage (
  tenant_id uuid not null,
  key_id uuid not null,
  day date not null,
  -- Method and pattern, never the address: `GET /waste/bins/:id`.
  route text not null check (length(route) <= 200),
  requests bigint not null,
  client_errors bigint not null,
  server_errors bigint not null,
  -- How many answers took how long, by the buckets of api-keys/usage/duration-buckets.ts.
  durations int[] not null check (cardinality(durations) = 64),
  primary key (tenant_id, key_id, day, route),
  foreign key (tenant_id, key_id) references api_keys (tenant_id, id)
);
create index api_key_usage_day on api_key_usage (tenant_id, day);
select gw_admin.protect_tenant_table('api_key_usage');

-- Support of the installation, let into a business by its owner, for a time.
create table support_grants (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  role text not null check (role in ('viewer', 'admin')),
  reason text not null check (reason <> ''),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  created_by_name text not null,
  primary key (tenant_id, id)
);
create index support_grants_created on support_grants (tenant_id, created_at, id);
-- One at a time: what is open is never a question.
create unique index support_grants_open on support_grants (tenant_id) where ended_at is null;
select gw_admin.protect_tenant_table('support_grants');

-- Each time that somebody came in. A session is in once at a time, however many requests and processes say so.
create table support_visits (
  tenant_id uuid not null,
  id uuid not null,
  grant_id uuid not null,
  user_id uuid not null,
  session_id uuid not null,
  name text not null,
  address text,
  entered_at timestamptz not null,
  left_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, grant_id) references support_grants (tenant_id, id)
);
create index support_visits_grant on support_visits (tenant_id, grant_id, entered_at, id);
create unique index support_visits_inside on support_visits (tenant_id, grant_id, session_id) where left_at is null;
select gw_admin.protect_tenant_table('support_visits');

-- Under which grant the session works in the business it stands in; null stands at the door of a foreign one.
alter table sessions add column support_grant_id uuid;

alter table audit_entries drop constraint audit_entries_actor_kind_check;
alter table audit_entries add constraint audit_entries_actor_kind_check
  check (actor_kind in ('user', 'support', 'api_key', 'automation', 'system', 'anonymous'));

-- Who has let support in: asked by those who run the installation, who belong to none of these businesses. Only what
-- the owner wrote for them to read.
grant select on support_grants to gw_search;
create function search.open_support_grants(at timestamptz) returns jsonb
language sql stable security definer set search_path = ''
return (
  select coalesce(jsonb_agg(jsonb_build_object(
    'grantId', g.id, 'role', g.role, 'reason', g.reason, 'expiresAt', g.expires_at, 'grantedBy', g.created_by_name,
    'tenant', jsonb_build_object('id', t.id, 'name', t.name, 'slug', t.slug)) order by g.expires_at, t.name), '[]')
  from (select * from public.support_grants where ended_at is null and expires_at > at order by expires_at limit 200) g
  join public.tenants t on t.id = g.tenant_id and t.deleted_at is null);
select gw_admin.definer_function('search.open_support_grants(timestamptz)');
