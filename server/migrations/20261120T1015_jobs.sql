-- Work that outlives its request. job_runs decides and is what people see. The queue itself (schema graphile_worker,
-- made by migrate-jobs.ts) holds one ticket per waiting attempt, and a ticket only says whose turn it is.

create table job_runs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  title text not null,
  state text not null default 'queued'
    check (state in ('queued', 'running', 'succeeded', 'failed', 'dead', 'cancelled')),
  payload jsonb not null,
  -- Who asked, as they were then: kind, id, userId, role, name. Their rights are looked up again when it runs.
  actor jsonb not null,
  actor_id uuid not null,
  -- The ticket that counts; others in the queue are leftovers.
  ticket int not null default 1,
  -- Long ones have fewer places per tenant, so that there is always one for a short one.
  is_long boolean not null,
  -- Its turn came while the tenant had all of its places taken: the job that leaves one puts it back into the queue.
  parked_at timestamptz,
  attempts int not null default 0,
  max_attempts int not null check (max_attempts > 0),
  -- Attempts whose process died. Three end the job: it is likely what kills the process.
  crashes int not null default 0,
  done int not null default 0,
  total int,
  message text,
  error text,
  result jsonb,
  run_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  cancel_requested_at timestamptz,
  primary key (tenant_id, id),
  check ((ended_at is null) = (state in ('queued', 'running'))),
  check (parked_at is null or state = 'queued')
);
create index job_runs_created on job_runs (tenant_id, created_at, id);
create index job_runs_state on job_runs (tenant_id, state, created_at, id);
create index job_runs_name on job_runs (tenant_id, name, created_at, id);
create index job_runs_actor on job_runs (tenant_id, actor_id, created_at, id);
create index job_runs_parked on job_runs (tenant_id, created_at) where parked_at is not null;
create index job_runs_ended on job_runs (tenant_id, ended_at) where ended_at is not null;

-- Processes that run jobs. Each holds a session advisory lock on its id for as long as it lives.
create table job_workers (
  id int primary key generated always as identity,
  pool_id text not null unique,
  host text not null,
  pid int not null,
  started_at timestamptz not null default now()
);

select gw_admin.protect_tenant_table('job_runs');
select gw_admin.platform_table('job_workers');
