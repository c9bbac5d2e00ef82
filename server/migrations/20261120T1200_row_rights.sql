-- Roles that work with their own records alone: what is one's own has to be found without reading everybody's.

create index customers_maker on customers (tenant_id, created_by, created_at, id) where deleted_at is null;
create index waste_bins_maker on waste_bins (tenant_id, created_by, created_at, id) where deleted_at is null;
create index tasks_maker on tasks (tenant_id, created_by, due_order, id) where deleted_at is null;
create index automations_maker on automations (tenant_id, created_by, created_at, id) where deleted_at is null;

-- Whoever sees their own rows alone by now may not have the file they made when they saw all.
alter table exports add column holds_all_rows boolean not null default true;
