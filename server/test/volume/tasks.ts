import { customerId, customersPerTenant } from './customers.ts'
import { idFrom, idOf, ownerId, tenantId } from './people.ts'
import type { Volume, VolumeTable } from './volume.ts'

/** As many as customers, each about one of them, by a handful of people. */
function fill(volume: Volume): string {
  const { large, small } = customersPerTenant(volume)
  return `
  insert into tasks (tenant_id, id, title, state, due_on, due_order, assignee_id, resource, record_id, done_at, title_norm,
    search_text, created_at, updated_at, created_by, updated_by, deleted_at)
  select ${tenantId('tenant')}, ${idFrom("'task ' || tenant || ' ' || number")}, title, state, due_on, due_on,
    ${idFrom("'person ' || tenant || ' ' || number % 8")}, 'office.customers', ${customerId('tenant', 'number')},
    case state when 'done' then created_at end, lower(title), ' ' || lower(title),
    created_at, created_at, ${ownerId('tenant')}, ${ownerId('tenant')}, case when random() < 0.02 then created_at end
  from (
    select tenant, number,
      (array['Call about', 'Check', 'Replace', 'Measure', 'Send', 'Ask for'])[1 + floor(random() * 6)::int] || ' '
        || (array['the lid', 'the gate code', 'the label', 'the dock', 'the price list', 'the contract'])[1 + floor(random() * 6)::int] || ' ' || number as title,
      (array['open', 'in_progress', 'done', 'done', 'done', 'done'])[1 + floor(random() * 6)::int] as state,
      date '2024-11-01' + floor(random() * 730)::int as due_on,
      timestamptz '2024-11-01' + random() * interval '730 days' as created_at
    from generate_series(1, ${volume.tenants}) tenant, generate_series(1, case when tenant = 1 then ${large} else ${small} end) number
    order by md5(tenant || ' ' || number)
  ) drawn`
}

export const TASKS: VolumeTable = {
  table: 'tasks',
  fill,
  filters: (tenant) => ({
    state: ['state=open', 'state=open,in_progress', 'state=done'],
    assigneeId: [`assigneeId=${idOf(`person ${tenant} 1`)}`, `assigneeId=${idOf('nobody')}`],
    recordId: [`recordId=${idOf(`customer ${tenant} 1`)}`, `recordId=${idOf('nobody')}`],
    dueAfter: ['dueAfter=2026-06-01', 'dueAfter=2030-01-01'],
    dueBefore: ['dueBefore=2025-06-01', 'dueBefore=2020-01-01'],
    createdAfter: ['createdAfter=2025-06-01T00:00:00Z', 'createdAfter=2030-01-01T00:00:00Z'],
    createdBefore: ['createdBefore=2025-06-01T00:00:00Z', 'createdBefore=2020-01-01T00:00:00Z'],
  }),
  searches: ['contract 123', 'lid', 'ca', 'the', 'qqqzzz'],
}
