-- The ground every later migration stands on: where search views live, and the helpers that make a table safe.
--
--   select gw_admin.protect_tenant_table('waste_bins');        a table of tenants' records
--   select gw_admin.append_only_tenant_table('audit_entries'); the same, but nobody changes or deletes
--   select gw_admin.platform_table('tenants');                 a table that is read before a tenant is known
--   select gw_admin.create_search_view('waste_bins');          search.waste_bins, again after adding a column
--   select gw_admin.definer_function('search.find_tenant(text)');
--
-- Row level security is forced, so the owner sees no rows either: a migration that rewrites rows of a tenant table sets
-- gw.tenant_id for one tenant after the other.

create schema gw_admin;

create schema search;
grant usage, create on schema search to gw_search;
grant usage on schema search to gw_service;

-- A missing setting is null and one that ended is '', and neither equals any tenant.
create function gw_admin.tenant_predicate() returns text
language sql immutable set search_path = ''
return $predicate$tenant_id = nullif(current_setting('gw.tenant_id', true), '')::uuid$predicate$;

create function gw_admin.has_column(relation oid, column_name name, is_not_null boolean) returns boolean
language sql stable set search_path = ''
return exists (
  select from pg_catalog.pg_attribute
  where attrelid = relation and attname = column_name and not attisdropped and (attnotnull or not is_not_null)
);

-- Unique and foreign keys are checked past row level security. Keys without the tenant would let a row point into
-- another tenant, and tell one tenant which ids another one has.
create function gw_admin.assert_tenant_keys(tenant_table regclass) returns void
language plpgsql stable set search_path = ''
as $$
declare
  foreign_key record;
begin
  if not exists (
    select from pg_catalog.pg_attribute
    where attrelid = tenant_table and attname = 'tenant_id' and attnotnull and atttypid = 'uuid'::regtype
  ) then
    raise exception 'tenant table % needs a column "tenant_id uuid not null"', tenant_table;
  end if;

  if not exists (
    select from pg_catalog.pg_constraint c
    join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.conrelid = tenant_table and c.contype = 'p' and a.attname = 'tenant_id'
  ) then
    raise exception 'the primary key of tenant table % must begin with tenant_id', tenant_table;
  end if;

  for foreign_key in
    select c.conname, c.confrelid::regclass as target, c.conkey, c.confkey
    from pg_catalog.pg_constraint c
    where c.conrelid = tenant_table and c.contype = 'f' and gw_admin.has_column(c.confrelid, 'tenant_id', true)
  loop
    if not exists (
      select from unnest(foreign_key.conkey, foreign_key.confkey) as pair (here, there)
      join pg_catalog.pg_attribute h on h.attrelid = tenant_table and h.attnum = pair.here
      join pg_catalog.pg_attribute t on t.attrelid = foreign_key.target and t.attnum = pair.there
      where h.attname = 'tenant_id' and t.attname = 'tenant_id'
    ) then
      raise exception 'foreign key % of % points to tenant table % and must carry tenant_id',
        foreign_key.conname, tenant_table, foreign_key.target;
    end if;
  end loop;
end
$$;

create function gw_admin.isolate_tenants(tenant_table regclass) returns void
language plpgsql set search_path = ''
as $$
declare
  other_policy name;
begin
  perform gw_admin.assert_tenant_keys(tenant_table);
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format('drop policy if exists tenant_isolation on %s', tenant_table);

  -- Policies add up: a second one could only open what this one closes.
  select polname into other_policy from pg_catalog.pg_policy where polrelid = tenant_table limit 1;
  if found then
    raise exception 'tenant table % has another policy: %', tenant_table, other_policy;
  end if;

  execute format('create policy tenant_isolation on %s for all using (%2$s) with check (%2$s)',
    tenant_table, gw_admin.tenant_predicate());
  execute format('revoke all on %s from gw_service', tenant_table);
end
$$;

create function gw_admin.protect_tenant_table(tenant_table regclass) returns void
language plpgsql set search_path = ''
as $$
begin
  perform gw_admin.isolate_tenants(tenant_table);
  execute format('grant select, insert, update, delete on %s to gw_service', tenant_table);
end
$$;

create function gw_admin.append_only_tenant_table(tenant_table regclass) returns void
language plpgsql set search_path = ''
as $$
begin
  perform gw_admin.isolate_tenants(tenant_table);
  execute format('grant select, insert on %s to gw_service', tenant_table);
end
$$;

create function gw_admin.platform_table(relation regclass) returns void
language plpgsql set search_path = ''
as $$
begin
  execute format('grant select, insert, update, delete on %s to gw_service', relation);
end
$$;

-- The policy runs before every condition that is not leakproof (ILIKE, full text, numeric, jsonb ...), which then cannot
-- use an index: 30 to 1,600 times slower. Such conditions read through this view. Its owner passes row level security
-- and the tenant stands in the view itself, so it is as closed as the table. It must not be a security barrier: that
-- would bring the same order of evaluation back.
create function gw_admin.create_search_view(tenant_table regclass) returns void
language plpgsql set search_path = ''
as $$
declare
  view_name name := (select relname from pg_catalog.pg_class where oid = tenant_table);
  columns text := (
    select string_agg(quote_ident(attname), ', ' order by attnum)
    from pg_catalog.pg_attribute where attrelid = tenant_table and attnum > 0 and not attisdropped
  );
begin
  if not (select relforcerowsecurity from pg_catalog.pg_class where oid = tenant_table) then
    raise exception 'table % is not protected: call gw_admin.protect_tenant_table first', tenant_table;
  end if;
  execute format('grant select on %s to gw_search', tenant_table);
  execute format('drop view if exists search.%I', view_name);
  execute format('create view search.%I as select %s from %s where %s',
    view_name, columns, tenant_table, gw_admin.tenant_predicate());
  execute format('alter view search.%I owner to gw_search', view_name);
  execute format('grant select on search.%I to gw_service', view_name);
end
$$;

-- For the few lookups that come before a tenant is known. They stand in schema search, because their owner must be
-- allowed to create there; what they read has to be granted to gw_search.
create function gw_admin.definer_function(lookup regprocedure) returns void
language plpgsql set search_path = ''
as $$
begin
  if not exists (
    select from pg_catalog.pg_proc where oid = lookup and prosecdef and proconfig @> array['search_path=""']
  ) then
    raise exception 'function % must be "security definer set search_path = ''''"', lookup;
  end if;
  execute format('revoke all on function %s from public', lookup);
  execute format('grant execute on function %s to gw_service', lookup);
  execute format('alter function %s owner to gw_search', lookup);
end
$$;

revoke all on all functions in schema gw_admin from public;
