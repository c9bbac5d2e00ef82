-- Files by upload. What lies in the store is named by its hash; several of these may point to the same content.
create table files (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null check (length(name) <= 255),
  kind text not null check (kind in ('picture', 'drawing', 'document')),
  type text not null,
  state text not null check (state in ('preparing', 'ready', 'broken')),
  size_bytes int not null,
  sha256 text not null,
  file_key text not null,
  -- Of what was sent, before pictures are re-encoded: the same picture again need not be prepared again.
  sent_sha256 text not null,
  width int,
  height int,
  -- Nobody refers to it since then; after a day it goes. Null while somebody does.
  unused_since timestamptz default now(),
  maker_name text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index files_created on files (tenant_id, created_at, id);
create index files_name on files (tenant_id, name, id);
create index files_size on files (tenant_id, size_bytes, id);
create index files_kind on files (tenant_id, kind, created_at, id);
create index files_sent on files (tenant_id, sent_sha256);
create index files_key on files (tenant_id, file_key);
create index files_unused on files (tenant_id, unused_since) where unused_since is not null;

-- Smaller copies of pictures.
create table file_variants (
  tenant_id uuid not null references tenants (id),
  file_id uuid not null,
  size text not null check (size in ('thumbnail', 'large')),
  type text not null check (type in ('image/webp', 'image/avif')),
  width int not null,
  height int not null,
  size_bytes int not null,
  file_key text not null,
  primary key (tenant_id, file_id, size, type),
  foreign key (tenant_id, file_id) references files (tenant_id, id) on delete cascade
);
create index file_variants_key on file_variants (tenant_id, file_key);

-- On any record: the name of its resource and its id. No foreign key can say so; purging a record takes these along.
create table attachments (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  resource text not null,
  record_id uuid not null,
  file_id uuid not null,
  maker_name text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);
create unique index attachments_once on attachments (tenant_id, file_id, record_id, resource);
create index attachments_record on attachments (tenant_id, record_id, created_at, id);

create table comments (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  resource text not null,
  record_id uuid not null,
  body text not null check (length(body) <= 5000),
  maker_name text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  primary key (tenant_id, id)
);
create index comments_record on comments (tenant_id, record_id, created_at, id);

create table comment_mentions (
  tenant_id uuid not null references tenants (id),
  comment_id uuid not null,
  user_id uuid not null,
  -- As they were called then: it stands in the text.
  name text not null,
  primary key (tenant_id, comment_id, user_id),
  foreign key (tenant_id, comment_id) references comments (tenant_id, id) on delete cascade
);

select gw_admin.protect_tenant_table('files');
select gw_admin.create_search_view('files');
select gw_admin.protect_tenant_table('file_variants');
select gw_admin.protect_tenant_table('attachments');
select gw_admin.protect_tenant_table('comments');
select gw_admin.protect_tenant_table('comment_mentions');
