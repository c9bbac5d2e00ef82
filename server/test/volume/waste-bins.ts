import { customerId, customersPerTenant } from './customers.ts'
import { idOf, ownerId, tenantId } from './people.ts'
import type { Volume, VolumeTable } from './volume.ts'

// Bins of all tenants come one after the other, as they do in service: a tenant's rows lie scattered over the table.
function fill(volume: Volume): string {
  const { tenants, bins, largeTenantBins } = volume
  const step = largeTenantBins > 0 ? Math.floor(bins / largeTenantBins) : 0
  const tenant = step > 0 ? `case when n % ${step} = 0 then 1 else 2 + n % ${tenants - 1} end` : `1 + n % ${tenants}`
  const { large, small } = customersPerTenant(volume)
  const customer = `1 + floor(random() * case when tenant = 1 then ${large} else ${small} end)::int`
  return `
  insert into waste_bins (tenant_id, id, customer_id, bin_type, size, volume_litres, status, latitude, longitude, address, location_notes,
    qr_code, rfid_tag, fill_percent, tags, notes, last_serviced, search_text, created_at, updated_at, created_by, updated_by, deleted_at)
  select ${tenantId('tenant')}, ${timeOrderedId('created_at', 'n')}, ${customerId('tenant', 'customer')}, bin_type, size,
    case size when 'small' then 120 when 'medium' then 360 when 'large' then 1100 else 6000 end, status,
    39.80 + random() * 0.35, -83.20 + random() * 0.45, address, location_notes, qr_code, rfid_tag,
    case status when 'empty' then floor(random() * 10) when 'partial' then 20 + floor(random() * 55) when 'full' then 80 + floor(random() * 20) end,
    tags, notes, case when random() < 0.8 then created_at + random() * interval '60 days' end,
    ' ' || lower(concat_ws(' ', qr_code, rfid_tag, address, location_notes, notes, tags[1])),
    created_at, created_at + random() * interval '60 days', ${ownerId('tenant')}, ${ownerId('tenant')},
    case when random() < 0.02 then created_at + interval '60 days' end
  from (
    select *, ${customer} as customer from (
      select n, ${tenant} as tenant, timestamptz '2024-11-01' + n * interval '${Math.floor((730 * 86_400_000) / bins)} milliseconds' as created_at,
        ${weighted({ standard: 50, recycling: 30, organic: 15, hazardous: 5 })} as bin_type,
        ${weighted({ small: 30, medium: 35, large: 28, extra_large: 7 })} as size,
        ${weighted({ empty: 30, partial: 34, full: 18, overflowing: 5, maintenance: 4, retired: 9 })} as status,
        100 + floor(random() * 9000)::int || ' ' || (array['N', 'S', 'E', 'W'])[1 + floor(random() * 4)::int] || ' ' || (array['Broad St', 'High St', 'Main St', 'Livingston Ave',
          'Cleveland Ave', 'Parsons Ave', 'Summit St', 'Oak St', 'Front St', 'Mound St', 'Town St', 'Rich St', 'Spring St', 'Neil Ave', 'Grant Ave', 'Third St',
          'Fourth St', 'Sullivant Ave', 'Hudson St', 'Weber Rd'])[1 + floor(random() * 20)::int] || ', Columbus, OH 432' || 10 + floor(random() * 20)::int as address,
        case when random() < 0.2 then (array['Behind the loading dock', 'Gate code 4417', 'Alley side', 'Low wires', 'Beside the bike rack'])[1 + floor(random() * 5)::int] end as location_notes,
        'BIN-' || lpad(n::text, 7, '0') as qr_code,
        case when random() < 0.6 then 'E200' || lpad(upper(to_hex(n)), 12, '0') end as rfid_tag,
        case when random() < 0.2 then array[(array['gate code', 'priority', 'heavy'])[1 + floor(random() * 3)::int]] else '{}' end as tags,
        case when random() < 0.15 then (array['Lid is cracked', 'Customer asks for a larger one', 'Often blocked by parked cars'])[1 + floor(random() * 3)::int] end as notes
      from generate_series(1, ${bins}) n
    ) drawn
  ) placed`
}

/** Version 7: the time in front, so that ids grow with it. */
function timeOrderedId(time: string, number: string): string {
  const digest = `md5('bin ' || ${number})`
  return `(lpad(to_hex((extract(epoch from ${time}) * 1000)::bigint), 12, '0') || '7' || substr(${digest}, 1, 3) || '8' || substr(${digest}, 4, 15))::uuid`
}

function weighted(weights: Record<string, number>): string {
  const words = Object.entries(weights).flatMap(([word, weight]) => Array.from({ length: weight }, () => `'${word}'`))
  return `(array[${words.join(',')}])[1 + floor(random() * ${words.length})::int]`
}

export const BINS: VolumeTable = {
  table: 'waste_bins',
  fill,
  filters: (tenant) => ({
    customerId: [`customerId=${idOf(`customer ${tenant} 1`)}`, `customerId=${idOf('nobody')}`],
    binType: ['binType=hazardous', 'binType=standard,recycling'],
    size: ['size=extra_large', 'size=small,medium,large'],
    status: ['status=overflowing', 'status=full,overflowing', 'status=empty,partial,full'],
    tag: ['tag=priority', 'tag=nobody%20has%20this'],
    near: ['near=39.96,-83.00&radiusKm=1', 'near=39.96,-83.00&radiusKm=50', 'near=0,0'],
    servicedAfter: ['servicedAfter=2026-10-01T00:00:00Z', 'servicedAfter=2030-01-01T00:00:00Z'],
    servicedBefore: ['servicedBefore=2025-01-01T00:00:00Z', 'servicedBefore=2020-01-01T00:00:00Z'],
    createdAfter: ['createdAfter=2026-10-01T00:00:00Z', 'createdAfter=2030-01-01T00:00:00Z'],
    createdBefore: ['createdBefore=2025-01-01T00:00:00Z', 'createdBefore=2020-01-01T00:00:00Z'],
  }),
  searches: ['bin-0001234', '12 broad', 'alley', 'gr', 'columbus', 'qqqzzz'],
}
