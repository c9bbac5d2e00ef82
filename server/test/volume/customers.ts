import { idFrom, ownerId, tenantId } from './people.ts'
import type { Volume, VolumeTable } from './volume.ts'

/** A hauler has about one customer for five bins. */
const BINS_PER_CUSTOMER = 5

/** Customers of a tenant are numbered from 1, so that bins find theirs without looking. */
export const customerId = (tenant: string, number: string) => idFrom(`'customer ' || ${tenant} || ' ' || ${number}`)

export function customersPerTenant({ bins, tenants, largeTenantBins }: Volume): { large: number; small: number } {
  const small = Math.ceil((bins - largeTenantBins) / (largeTenantBins > 0 ? tenants - 1 : tenants) / BINS_PER_CUSTOMER)
  return { small, large: largeTenantBins > 0 ? Math.ceil(largeTenantBins / BINS_PER_CUSTOMER) : small }
}

function fill(volume: Volume): string {
  const { large, small } = customersPerTenant(volume)
  return `
  insert into customers (tenant_id, id, kind, name, business_name, business_name_norm, first_name, last_name, email, email_norm,
    phone, service_address, tags, name_norm, search_text, created_at, updated_at, created_by, updated_by, deleted_at)
  select ${tenantId('tenant')}, ${customerId('tenant', 'number')}, kind, name,
    case kind when 'business' then name end, case kind when 'business' then lower(name) end,
    case kind when 'person' then first_name end, case kind when 'person' then last_name end, email, email, phone,
    jsonb_build_object('street', street, 'city', 'Columbus', 'state', 'OH', 'zipCode', zip_code, 'country', 'US'), tags, lower(name),
    ' ' || lower(concat_ws(' ', name, email, substr(phone, 2), street, 'Columbus', zip_code, tags[1])),
    created_at, created_at, ${ownerId('tenant')}, ${ownerId('tenant')}, case when random() < 0.02 then created_at + interval '30 days' end
  from (
    select *, case kind when 'business' then place || ' ' || trade || ' ' || number else first_name || ' ' || last_name end as name,
      lower(first_name || '.' || last_name || '.' || number || '@example.com') as email
    from (
      select tenant, number, case when random() < 0.7 then 'business' else 'person' end as kind,
        (array['Short North', 'German Village', 'Franklinton', 'Arena District', 'Clintonville', 'Brewery District', 'Merion', 'Scioto'])[1 + floor(random() * 8)::int] as place,
        (array['Bakery', 'Dental', 'Auto Repair', 'Coffee', 'Books', 'Grocery', 'Hardware', 'Pharmacy', 'Hotel', 'School', 'Clinic', 'Catering'])[1 + floor(random() * 12)::int] as trade,
        (array['Maria', 'James', 'Aisha', 'Robert', 'Mei', 'Carlos', 'Linda', 'Omar', 'Grace', 'Daniel', 'Priya', 'Thomas'])[1 + floor(random() * 12)::int] as first_name,
        (array['Alvarez', 'Bennett', 'Chen', 'Dawson', 'Fofana', 'Garcia', 'Hughes', 'Kelly', 'Larsen', 'Nguyen', 'Okafor', 'Patel'])[1 + floor(random() * 12)::int] as last_name,
        '+1614' || lpad((tenant * 7919 + number)::text, 7, '0') as phone,
        100 + floor(random() * 9000)::int || ' ' || (array['Broad St', 'High St', 'Main St', 'Livingston Ave', 'Cleveland Ave', 'Parsons Ave', 'Summit St', 'Oak St'])[1 + floor(random() * 8)::int] as street,
        '432' || 10 + floor(random() * 20)::int as zip_code,
        case when random() < 0.3 then array[(array['downtown', 'priority', 'contract 2027', 'municipal'])[1 + floor(random() * 4)::int]] else '{}' end as tags,
        timestamptz '2024-11-01' + random() * interval '730 days' as created_at
      from generate_series(1, ${volume.tenants}) tenant, generate_series(1, case when tenant = 1 then ${large} else ${small} end) number
      order by md5(tenant || ' ' || number)
    ) drawn
  ) named`
}

export const CUSTOMERS: VolumeTable = {
  table: 'customers',
  fill,
  filters: () => ({
    kind: ['kind=person', 'kind=business,person'],
    tag: ['tag=priority', 'tag=nobody%20has%20this'],
    createdAfter: ['createdAfter=2025-06-01T00:00:00Z', 'createdAfter=2030-01-01T00:00:00Z'],
    createdBefore: ['createdBefore=2025-06-01T00:00:00Z', 'createdBefore=2020-01-01T00:00:00Z'],
  }),
  searches: ['nguyen 43215', '614', 'pa', 'columbus', 'qqqzzz'],
}
