-- Rules of the business: when something happens and a condition holds, do something.

-- How many automations in a row have led to an event.
alter table events add column cause_depth int not null default 0;

alter table audit_entries drop constraint audit_entries_actor_kind_check;
alter table audit_entries add constraint audit_entries_actor_kind_check
  check (actor_kind in ('user', 'api_key', 'automation', 'system', 'anonymous'));

create table automations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  description text,
  state text not null default 'paused' check (state in ('active', 'paused')),
  paused_reason text,
  events text[] not null,
  condition jsonb not null,
  actions jsonb not null,
  max_runs_per_minute int not null check (max_runs_per_minute > 0),
  -- Events of transactions that began before are not its business.
  active_since timestamptz,
  -- Who saved it last: kind, id, userId, role, name. What they may do is looked up again at every run.
  maker jsonb not null,
  permissions text[] not null,
  sealed_secret text not null,
  name_norm text not null,
  search_text text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  deleted_at timestamptz,
  primary key (tenant_id, id),
  check ((state = 'active') = (active_since is not null))
);
create index automations_name on automations (tenant_id, name_norm, id) where deleted_at is null;
create index automations_created on automations (tenant_id, created_at, id) where deleted_at is null;
create index automations_updated on automations (tenant_id, updated_at, id) where deleted_at is null;
create index automations_state on automations (tenant_id, state, name_norm, id) where deleted_at is null;
create index automations_trash on automations (tenant_id, deleted_at, id) where deleted_at is not null;
create index automations_search on automations using gist (tenant_id, search_text gist_trgm_ops (siglen = 256)) where deleted_at is null;

-- One automation and one event, at most once.
create table automation_runs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  automation_id uuid not null,
  version int not null,
  event_id uuid not null,
  event_type text not null,
  event_subject_id uuid not null,
  event_at timestamptz not null,
  condition boolean,
  -- As they stood in that version: what runs is what was planned, also when it is retried.
  actions jsonb not null,
  -- One result per action that was begun, written with what the action did.
  results jsonb not null default '[]',
  error text,
  job_id uuid,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, automation_id) references automations (tenant_id, id) on delete cascade
);
create unique index automation_runs_once on automation_runs (tenant_id, automation_id, event_id);
create index automation_runs_created on automation_runs (tenant_id, automation_id, created_at, id);
create index automation_runs_newest on automation_runs (tenant_id, created_at, id);

select gw_admin.protect_tenant_table('automations');
select gw_admin.create_search_view('automations');
select gw_admin.protect_tenant_table('automation_runs');
