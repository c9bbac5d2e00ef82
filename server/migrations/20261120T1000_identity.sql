-- People, businesses, and how they prove who they are. Platform tables: they exist before a tenant is known.

create table tenants (
  id uuid primary key,
  name text not null check (name <> ''),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$'),
  business_name text,
  business_type text,
  industry text,
  description text,
  contact_phone text,
  contact_email text,
  address jsonb,
  business_hours jsonb,
  time_zone text not null default 'UTC',
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  locale text not null default 'en-US',
  status text not null default 'trial' check (status in ('trial', 'active', 'past_due', 'read_only', 'suspended', 'closed')),
  modules text[] not null default '{}',
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  deleted_at timestamptz
);

create table users (
  id uuid primary key,
  email text not null,
  -- Lower case, stored: an index on lower(email) would not be usable under row level security.
  email_norm text not null unique,
  name text not null,
  password_hash text,
  email_verified_at timestamptz,
  locale text not null default 'en-US',
  time_zone text,
  color_scheme text not null default 'auto' check (color_scheme in ('auto', 'light', 'dark')),
  is_super_admin boolean not null default false,
  -- Made by the demo data with a published password: such accounts never sign in to a production installation.
  is_demo boolean not null default false,
  -- Encrypted with the installation's secret; set but not yet confirmed until totp_enabled_at.
  totp_secret text,
  totp_enabled_at timestamptz,
  -- A code is good once: the time step it belonged to.
  totp_last_step bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);

create table user_backup_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- Single-use links: password reset, e-mail verification. Only the SHA-256 is kept.
create table user_links (
  token_hash bytea primary key,
  user_id uuid not null references users (id) on delete cascade,
  purpose text not null check (purpose in ('reset_password', 'verify_email')),
  -- The address the link was sent to: it proves that one, not the one the person has by then.
  email_norm text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index user_links_user on user_links (user_id, purpose);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  -- The tenant the session works in now; switching changes it.
  tenant_id uuid not null references tenants (id),
  -- What the browser's cookie hashes to; null for programs that sign in for tokens only.
  cookie_hash bytea unique,
  address text,
  user_agent text,
  has_second_factor boolean not null default false,
  confirmed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text
);
create index sessions_user on sessions (user_id, revoked_at);
create index sessions_tenant on sessions (tenant_id);

-- Every refresh token ever given for a session. A used one that comes back means that it was stolen.
create table refresh_tokens (
  token_hash bytea primary key,
  session_id uuid not null references sessions (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);

-- Keys that sign access tokens. The private half is encrypted with the installation's secret.
create table signing_keys (
  id text primary key,
  public_jwk jsonb not null,
  private_jwk_encrypted text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

create table memberships (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  user_id uuid references users (id),
  email text not null,
  email_norm text not null,
  name text,
  role text not null,
  status text not null default 'invited' check (status in ('invited', 'active', 'deactivated')),
  invite_token_hash bytea,
  invite_expires_at timestamptz,
  invited_at timestamptz,
  last_active_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, email_norm),
  unique (tenant_id, user_id),
  check (status = 'invited' or user_id is not null)
);
create index memberships_created on memberships (tenant_id, created_at, id);
create index memberships_role on memberships (tenant_id, role, created_at, id);
create index memberships_status on memberships (tenant_id, status, created_at, id);
-- For the credential look-up alone, which runs before a tenant is known.
create index memberships_user on memberships (user_id);
create index memberships_invite on memberships (invite_token_hash) where invite_token_hash is not null;

create table api_keys (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  prefix text not null,
  key_hash bytea not null,
  permissions text[] not null,
  rate_limit_per_hour int not null default 1000 check (rate_limit_per_hour > 0),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  primary key (tenant_id, id)
);
create index api_keys_created on api_keys (tenant_id, created_at, id);
-- Not led by the tenant: the key is what tells the tenant.
create unique index api_keys_hash on api_keys (key_hash);

-- Mail as it would arrive: the console's outbox, and the queue of real senders later.
create table outbox_messages (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  channel text not null check (channel in ('email', 'sms')),
  recipient text not null,
  subject text,
  body_text text not null,
  body_html text,
  -- A link that proves who somebody is: encrypted, and the bodies carry a mark in its place.
  sealed_link text,
  template text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index outbox_messages_created on outbox_messages (tenant_id, created_at, id);
create index outbox_messages_template on outbox_messages (tenant_id, template, created_at, id);

select gw_admin.platform_table('tenants');
select gw_admin.platform_table('users');
select gw_admin.platform_table('user_backup_codes');
select gw_admin.platform_table('user_links');
select gw_admin.platform_table('sessions');
select gw_admin.platform_table('refresh_tokens');
select gw_admin.platform_table('signing_keys');
select gw_admin.protect_tenant_table('memberships');
select gw_admin.protect_tenant_table('api_keys');
select gw_admin.protect_tenant_table('outbox_messages');
