-- Events sent to other programs. An endpoint says where to and which; a reader per business turns its event log into
-- deliveries; every attempt of a delivery is kept with what was sent and answered.

create table webhook_endpoints (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  url text not null,
  description text not null default '',
  topics text[] not null check (cardinality(topics) between 1 and 50),
  -- [{name, value, isSecret}]; the value of a secret one is sealed.
  headers jsonb not null default '[]',
  sealed_secret text not null,
  sealed_previous_secret text,
  previous_secret_until timestamptz,
  is_active boolean not null default true,
  off_reason text check (off_reason in ('gone', 'nobody')),
  paused_at timestamptz,
  failures_in_row int not null default 0,
  -- After a failure nothing is sent for a moment, so that a restart of the receiver is not taken for its end.
  rests_until timestamptz,
  last_attempt_at timestamptz,
  last_success_at timestamptz,
  last_status int,
  last_error text,
  -- Whose rights decide which events may be sent: kind, id, userId, role, name. Looked up again when something is sent.
  actor jsonb not null,
  -- Events of transactions before this one happened before the endpoint was there.
  starts_txid xid8 not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  primary key (tenant_id, id),
  check (off_reason is null or not is_active),
  check ((sealed_previous_secret is null) = (previous_secret_until is null))
);
create index webhook_endpoints_created on webhook_endpoints (tenant_id, created_at, id);
create index webhook_endpoints_url on webhook_endpoints (tenant_id, url, id);
create index webhook_endpoints_attempt on webhook_endpoints (tenant_id, last_attempt_at, id);

create table webhook_deliveries (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  endpoint_id uuid not null,
  -- Not a foreign key: events are deleted after 30 days, and a test has none.
  event_id uuid not null,
  event_type text not null,
  event_actor_id uuid,
  -- Kept whole: a paused endpoint may wait longer than events are kept.
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'delivered', 'failed')),
  -- Starts, those of dead processes too. With it a process that was taken for dead is fenced off.
  attempts int not null default 0,
  -- Failed ones since it was last asked for: where it stands in the schedule.
  failures int not null default 0,
  next_attempt_at timestamptz default now(),
  started_at timestamptz,
  status int,
  error text,
  duration_ms int,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, id),
  -- An event reaches an endpoint once, however often the reader is killed.
  unique (tenant_id, endpoint_id, event_id),
  foreign key (tenant_id, endpoint_id) references webhook_endpoints (tenant_id, id) on delete cascade,
  check ((next_attempt_at is not null) = (state = 'waiting')),
  check ((ended_at is not null) = (state in ('delivered', 'failed')))
);
create index webhook_deliveries_created on webhook_deliveries (tenant_id, endpoint_id, created_at, id);
create index webhook_deliveries_state on webhook_deliveries (tenant_id, endpoint_id, state, created_at, id);
create index webhook_deliveries_type on webhook_deliveries (tenant_id, endpoint_id, event_type, created_at, id);
create index webhook_deliveries_due on webhook_deliveries (tenant_id, endpoint_id, failures, next_attempt_at) where state = 'waiting';
create index webhook_deliveries_ended on webhook_deliveries (tenant_id, ended_at) where ended_at is not null;

create table webhook_attempts (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  delivery_id uuid not null,
  number int not null,
  at timestamptz not null,
  url text not null,
  request_headers jsonb not null,
  status int,
  error text,
  duration_ms int not null,
  response_headers jsonb not null default '{}',
  response_body text,
  is_response_cut boolean not null default false,
  primary key (tenant_id, id),
  unique (tenant_id, delivery_id, number),
  foreign key (tenant_id, delivery_id) references webhook_deliveries (tenant_id, id) on delete cascade
);

-- Whose turn it is to be sent to, and which process has taken it. Read before a tenant is known, so it is outside row
-- level security and holds ids and times only.
create table webhook_turns (
  tenant_id uuid not null references tenants (id),
  endpoint_id uuid not null,
  due_at timestamptz,
  holder uuid,
  held_until timestamptz,
  primary key (tenant_id, endpoint_id),
  foreign key (tenant_id, endpoint_id) references webhook_endpoints (tenant_id, id) on delete cascade
);
create index webhook_turns_due on webhook_turns (due_at) where due_at is not null;
create index webhook_turns_holder on webhook_turns (holder) where holder is not null;

select gw_admin.protect_tenant_table('webhook_endpoints');
select gw_admin.protect_tenant_table('webhook_deliveries');
select gw_admin.protect_tenant_table('webhook_attempts');
select gw_admin.platform_table('webhook_turns');
