-- What people are told because of something that happened. Made of the event log by readers that remember how far they
-- have come; a notification and the reader's step over its event are one commit.

create table notifications (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  event_id uuid not null,
  title text not null,
  body text,
  href text,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (tenant_id, id),
  -- Nobody is told twice of one event, whatever a reader is made to read again.
  unique (tenant_id, user_id, event_id),
  foreign key (tenant_id, user_id) references memberships (tenant_id, user_id) on delete cascade
);
create index notifications_newest on notifications (tenant_id, user_id, created_at desc, id desc);
create index notifications_kind on notifications (tenant_id, user_id, kind, created_at desc, id desc);
create index notifications_unread on notifications (tenant_id, user_id, created_at desc, id desc) where read_at is null;
create index notifications_old on notifications (tenant_id, created_at);

-- What somebody wants to be told, and how, where it differs from what everybody is told.
create table notification_preferences (
  tenant_id uuid not null references tenants (id),
  user_id uuid not null,
  kind text not null,
  in_console boolean not null,
  by_email boolean not null,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, user_id, kind),
  foreign key (tenant_id, user_id) references memberships (tenant_id, user_id) on delete cascade
);

select gw_admin.protect_tenant_table('notifications');
select gw_admin.protect_tenant_table('notification_preferences');
