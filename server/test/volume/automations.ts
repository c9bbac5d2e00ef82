import { idFrom, ownerId, tenantId } from './people.ts'
import type { Volume, VolumeTable } from './volume.ts'

// Many more than anybody has: lists must not notice.
const PER_TENANT = 200

function fill({ tenants }: Volume): string {
  return `
  insert into automations (tenant_id, id, name, description, state, events, condition, actions, max_runs_per_minute, active_since,
    maker, permissions, sealed_secret, name_norm, search_text, created_at, updated_at, created_by, updated_by, deleted_at)
  select ${tenantId('tenant')}, ${idFrom("'automation ' || tenant || ' ' || n")}, name, description, state, '{waste.bin.updated}',
    '{"rows": null, "cel": ""}', '[{"type": "send-mail", "to": "a@example.com", "subject": "Full", "text": "Full"}]', 60,
    case state when 'active' then created_at end,
    jsonb_build_object('kind', 'user', 'id', ${ownerId('tenant')}, 'userId', ${ownerId('tenant')}, 'role', 'owner', 'name', 'Owner'),
    '{waste.bins.read}', 'sealed', lower(name), ' ' || lower(name || ' ' || description),
    created_at, created_at + random() * interval '60 days', ${ownerId('tenant')}, ${ownerId('tenant')},
    case when random() < 0.02 then created_at + interval '60 days' end
  from (
    select *, (array['Full', 'Broken', 'Late', 'New'])[1 + n % 4] || ' bins ' || n as name,
      (array['Tells the dispatcher', 'Asks the workshop', 'Writes to the customer'])[1 + n % 3] as description,
      (array['active', 'paused', 'active'])[1 + floor(random() * 3)::int] as state,
      timestamptz '2024-11-01' + (n * ${tenants} + tenant) * interval '1 hour' as created_at
    from generate_series(1, ${tenants}) tenant cross join generate_series(1, ${PER_TENANT}) n
  ) drawn`
}

export const AUTOMATIONS: VolumeTable = {
  table: 'automations',
  fill,
  filters: () => ({
    state: ['state=paused', 'state=active,paused'],
    createdAfter: ['createdAfter=2025-06-01T00:00:00Z', 'createdAfter=2030-01-01T00:00:00Z'],
    createdBefore: ['createdBefore=2025-01-01T00:00:00Z', 'createdBefore=2020-01-01T00:00:00Z'],
  }),
  searches: ['bins 77', 'workshop', 'qqqzzz'],
}
