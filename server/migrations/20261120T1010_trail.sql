-- What happened: the audit trail, the event log, remembered replies.

create table audit_entries (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  at timestamptz not null default now(),
  -- Compared byte by byte, so that the index finds a prefix whatever the server's language.
  action text collate "C" not null,
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'system', 'anonymous')),
  actor_id uuid,
  actor_name text not null,
  resource_type text,
  resource_id uuid,
  resource_version int,
  changes jsonb,
  note text,
  severity text not null default 'info' check (severity in ('info', 'low', 'medium', 'high', 'critical')),
  address text,
  user_agent text,
  request_id text,
  primary key (tenant_id, id)
);
create index audit_entries_at on audit_entries (tenant_id, at, id);
create index audit_entries_resource on audit_entries (tenant_id, resource_id, at, id);
create index audit_entries_type on audit_entries (tenant_id, resource_type, at, id);
create index audit_entries_actor on audit_entries (tenant_id, actor_id, at, id);
create index audit_entries_action on audit_entries (tenant_id, action, at, id);
create index audit_entries_severity on audit_entries (tenant_id, severity, at, id);

-- Readers follow (txid, sequence) up to the oldest transaction still running: by sequence alone they would pass an
-- event whose transaction took its number early and committed late.
create table events (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  sequence bigint not null generated always as identity,
  txid xid8 not null default pg_current_xact_id(),
  type text not null,
  version int not null,
  subject_id uuid not null,
  payload jsonb not null,
  actor_id uuid,
  request_id text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index events_order on events (tenant_id, txid, sequence);
create index events_created on events (tenant_id, created_at, id);
create index events_type on events (tenant_id, type, created_at, id);
create index events_subject on events (tenant_id, subject_id, created_at, id);

-- How far the log has been read, by whoever reads on from a place: its step over an event commits with what it makes of it.
create table event_readers (
  tenant_id uuid not null references tenants (id),
  reader text not null,
  txid xid8 not null,
  sequence bigint not null,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, reader)
);

create table idempotency_keys (
  tenant_id uuid not null references tenants (id),
  actor_id uuid not null,
  key text not null,
  fingerprint bytea not null,
  status int not null,
  body text not null,
  is_encrypted boolean not null default false,
  headers jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (tenant_id, actor_id, key)
);
create index idempotency_keys_created on idempotency_keys (tenant_id, created_at);

select gw_admin.append_only_tenant_table('audit_entries');
select gw_admin.protect_tenant_table('events');
select gw_admin.protect_tenant_table('event_readers');
select gw_admin.protect_tenant_table('idempotency_keys');
