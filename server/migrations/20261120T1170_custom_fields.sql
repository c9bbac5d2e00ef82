-- Fields that a business defines for itself. The records' own tables hold the values, as jsonb by key; custom_values holds
-- them once more, one row per value, because that is what lists are filtered and sorted by (docs/decisions/0017).
create table custom_fields (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  resource text not null,
  key text not null check (key ~ '^[a-z][A-Za-z0-9]{0,49}$'),
  kind text not null check (kind in ('text', 'number', 'date', 'choice', 'reference')),
  label text not null check (label <> ''),
  help_text text,
  is_required boolean not null,
  -- What depends on the kind: bounds, unit, decimals, options, what is referred to.
  rules jsonb not null default '{}' check (jsonb_typeof(rules) = 'object'),
  position int not null,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  version int not null default 1,
  primary key (tenant_id, id),
  constraint custom_fields_key unique (tenant_id, resource, key)
);

create table custom_values (
  tenant_id uuid not null,
  field_id uuid not null,
  record_id uuid not null,
  -- Of texts in lower case; of choices the value; of references the id.
  text_value text,
  number_value double precision,
  day_value date,
  primary key (tenant_id, field_id, record_id),
  constraint custom_values_field foreign key (tenant_id, field_id) references custom_fields (tenant_id, id),
  check (num_nonnulls(text_value, number_value, day_value) = 1)
);
create index custom_values_text on custom_values (tenant_id, field_id, text_value, record_id) where text_value is not null;
create index custom_values_number on custom_values (tenant_id, field_id, number_value, record_id) where number_value is not null;
create index custom_values_day on custom_values (tenant_id, field_id, day_value, record_id) where day_value is not null;

select gw_admin.protect_tenant_table('custom_fields');
select gw_admin.protect_tenant_table('custom_values');
select gw_admin.create_search_view('custom_values');

-- A trigger, so that no way of writing a record can forget it: forms, imports, their undoing, bulk, automations.
create function keep_custom_values() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op <> 'INSERT' then
    delete from public.custom_values v using public.custom_fields f
    where f.tenant_id = old.tenant_id and f.resource = tg_argv[0] and old.custom_fields ? f.key
      and (tg_op = 'DELETE' or old.custom_fields -> f.key is distinct from new.custom_fields -> f.key)
      and v.tenant_id = f.tenant_id and v.field_id = f.id and v.record_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into public.custom_values (tenant_id, field_id, record_id, text_value, number_value, day_value)
    select f.tenant_id, f.id, new.id,
      case when f.kind = 'text' then lower(new.custom_fields ->> f.key)
        when f.kind in ('choice', 'reference') then new.custom_fields ->> f.key end,
      case when f.kind = 'number' then (new.custom_fields ->> f.key)::double precision end,
      case when f.kind = 'date' then (new.custom_fields ->> f.key)::date end
    from public.custom_fields f
    where f.tenant_id = new.tenant_id and f.resource = tg_argv[0] and new.custom_fields ? f.key
      and (tg_op = 'INSERT' or old.custom_fields -> f.key is distinct from new.custom_fields -> f.key);
  end if;
  return null;
end
$$;

-- Makes a table of records take custom fields:
--   select gw_admin.take_custom_fields('waste_bins', 'waste.bins');
create function gw_admin.take_custom_fields(record_table regclass, resource text) returns void
language plpgsql set search_path = ''
as $$
begin
  execute format($ddl$alter table %s add column custom_fields jsonb not null default '{}' check (jsonb_typeof(custom_fields) = 'object')$ddl$, record_table);
  execute format($ddl$create trigger custom_values_of_new after insert on %s for each row
    when (new.custom_fields <> '{}') execute function public.keep_custom_values(%L)$ddl$, record_table, resource);
  execute format($ddl$create trigger custom_values_of_changed after update of custom_fields on %s for each row
    when (old.custom_fields is distinct from new.custom_fields) execute function public.keep_custom_values(%L)$ddl$, record_table, resource);
  execute format($ddl$create trigger custom_values_of_deleted after delete on %s for each row
    when (old.custom_fields <> '{}') execute function public.keep_custom_values(%L)$ddl$, record_table, resource);
  perform gw_admin.create_search_view(record_table);
end
$$;
revoke all on function gw_admin.take_custom_fields(regclass, text) from public;

select gw_admin.take_custom_fields('customers', 'office.customers');
select gw_admin.take_custom_fields('waste_bins', 'waste.bins');
select gw_admin.take_custom_fields('tasks', 'office.tasks');
