-- Passkeys: what people prove who they are with instead of a password, or beside it. Platform tables, because they are
-- read before a tenant is known.

create table user_passkeys (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  -- The authenticator's own name for it, and its public half: neither is a secret.
  credential_id bytea not null unique,
  public_key bytea not null,
  -- Counts up where the authenticator counts; one that falls back was copied.
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null check (name <> ''),
  is_synced boolean not null default false,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index user_passkeys_user on user_passkeys (user_id, created_at);

-- Challenges are signed, not kept; only that one was answered is written down, so that it is answered once.
create table passkey_answers (
  challenge_hash bytea primary key,
  expires_at timestamptz not null
);
create index passkey_answers_expires on passkey_answers (expires_at);

select gw_admin.platform_table('user_passkeys');
select gw_admin.platform_table('passkey_answers');

-- What the clean-up of ended sessions and used tokens looks for.
create index sessions_revoked on sessions (revoked_at) where revoked_at is not null;
create index sessions_expires on sessions (expires_at);
create index refresh_tokens_used on refresh_tokens (used_at) where used_at is not null;
