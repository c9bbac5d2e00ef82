-- Messages to customers and colleagues: what is said (templates), to whom, how far it came, and who wants none.

create table message_templates (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  event text not null,
  channel text not null check (channel in ('email', 'sms')),
  language text not null,
  subject text,
  body text not null,
  is_active boolean not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, id),
  check ((channel = 'email') = (subject is not null))
);
-- Templates as they came stand in the code; a row is one that somebody has changed.
create unique index message_templates_key on message_templates (tenant_id, event, channel, language);

create table message_settings (
  tenant_id uuid not null references tenants (id),
  sender_name text,
  reply_to text,
  brand_color text not null,
  quiet_from text,
  quiet_to text,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id),
  check ((quiet_from is null) = (quiet_to is null))
);

create table messages (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  channel text not null check (channel in ('email', 'sms')),
  origin text not null check (origin in ('event', 'hand', 'test', 'inbound')),
  event text,
  -- The entry of the event log that asked for it.
  event_id uuid,
  customer_id uuid,
  user_id uuid,
  recipient text not null,
  -- As opt-outs and limits compare it.
  recipient_norm text not null,
  recipient_name text not null,
  language text not null,
  template_version int,
  subject text,
  body_text text,
  body_html text,
  state text not null check (state in
    ('queued', 'sending', 'sent', 'delivered', 'refused', 'unknown', 'failed', 'suppressed', 'received')),
  reason_code text,
  reason text,
  attempts int not null default 0,
  wait_until timestamptz,
  -- Which job holds it while it is being sent, and which of its attempts: whoever finds an attempt before their own here
  -- knows that it died with the call under way.
  sending_job_id uuid,
  sending_attempt int,
  provider text,
  provider_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  sending_at timestamptz,
  sent_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id),
  -- Who deletes a customer for good deletes what was said to them.
  foreign key (tenant_id, customer_id) references customers (tenant_id, id) on delete cascade
);
create unique index messages_once on messages (tenant_id, event_id, channel, recipient_norm) where event_id is not null;
create index messages_created on messages (tenant_id, created_at, id);
create index messages_state on messages (tenant_id, state, created_at, id);
create index messages_channel on messages (tenant_id, channel, created_at, id);
create index messages_origin on messages (tenant_id, origin, created_at, id);
create index messages_customer on messages (tenant_id, customer_id, created_at, id);
create index messages_recipient on messages (tenant_id, channel, recipient_norm, sending_at);
-- Not led by the tenant: a STOP comes from a number, and tells by it which businesses have written there.
create index messages_number on messages (recipient_norm, tenant_id) where channel = 'sms';
create index messages_waiting on messages (tenant_id, wait_until) where wait_until is not null;
create index messages_sending on messages (tenant_id, sending_at) where state = 'sending';

-- Each state a message went through, and each callback of a provider once.
create table message_steps (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  message_id uuid not null,
  at timestamptz not null,
  state text not null,
  note text,
  -- What the provider calls this report; the same one again changes nothing.
  provider_key text,
  primary key (tenant_id, id),
  foreign key (tenant_id, message_id) references messages (tenant_id, id) on delete cascade
);
create index message_steps_message on message_steps (tenant_id, message_id, at, id);
create unique index message_steps_provider on message_steps (tenant_id, message_id, provider_key)
  where provider_key is not null;

-- Who wants no more, by address: it outlives the customer's record.
create table message_opt_outs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  channel text not null check (channel in ('email', 'sms')),
  address_norm text not null,
  source text not null check (source in ('stop-word', 'unsubscribe-link', 'provider')),
  message_id uuid,
  at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index message_opt_outs_address on message_opt_outs (tenant_id, channel, address_norm);

alter table outbox_messages
  add column message_id uuid,
  -- Of the product's own mails when a mail server is configured; null where they stay in the console.
  add column state text check (state in ('queued', 'sent', 'failed')),
  add column reason text,
  add column attempts int not null default 0;
create index outbox_messages_channel on outbox_messages (tenant_id, channel, created_at, id);

select gw_admin.protect_tenant_table('message_templates');
select gw_admin.protect_tenant_table('message_settings');
select gw_admin.protect_tenant_table('messages');
select gw_admin.protect_tenant_table('message_steps');
select gw_admin.protect_tenant_table('message_opt_outs');

-- All businesses of an installation send text messages from its one number, so a STOP sent to it is meant for each of
-- them that has written to whoever sends it.
create function search.find_message_tenants(number text) returns setof uuid
language sql stable security definer set search_path = ''
as $$ select distinct tenant_id from public.messages where channel = 'sms' and recipient_norm = number $$;
grant select on messages to gw_search;
select gw_admin.definer_function('search.find_message_tenants(text)');
