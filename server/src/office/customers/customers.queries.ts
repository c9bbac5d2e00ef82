import { sql } from 'kysely'
import { statement } from '#platform/database/statement.ts'

interface Traits {
  tenantId: string
  nameNorm: string | null
  emailNorm: string | null
  phone: string | null
  exceptId: string | null
}

export interface DuplicateRow {
  id: string
  name: string
  reason: 'name' | 'email' | 'phone'
}

/** Same phone, same e-mail, or a name that reads alike. Through the search view: similarity is not leakproof. */
export const findLikelyDuplicates = statement<Traits, DuplicateRow>('customers.duplicates', (query, p) =>
  sql<DuplicateRow>`
    select id, name,
      case when phone = ${p.phone}::text then 'phone' when email_norm = ${p.emailNorm}::text then 'email' else 'name' end as reason
    from search.customers
    where tenant_id = ${p.tenantId}::uuid and deleted_at is null and id is distinct from ${p.exceptId}::uuid
      and (phone = ${p.phone}::text or email_norm = ${p.emailNorm}::text or search_text like '%' || ${p.nameNorm}::text || '%'
        or (${p.nameNorm}::text is not null and search_text %> ${p.nameNorm}::text))
    order by case when phone = ${p.phone}::text then 0 when email_norm = ${p.emailNorm}::text then 1 else 2 end, name_norm
    limit 5`.compile(query),
)

/** Exactly the same name, as normalised. */
export const listCustomersNamed = statement<Pick<Traits, 'tenantId' | 'exceptId'> & { nameNorm: string }, DuplicateRow>(
  'customers.named',
  (query, p) =>
    sql<DuplicateRow>`select id, name, 'name' as reason from customers
      where tenant_id = ${p.tenantId}::uuid and deleted_at is null and name_norm = ${p.nameNorm}::text
        and id is distinct from ${p.exceptId}::uuid
      order by id limit 5`.compile(query),
)

/** Names for ids: one query however many records refer to them. */
export const listCustomerNames = statement<{ tenantId: string; ids: readonly string[] }, { id: string; name: string }>(
  'customers.names',
  (query, p) =>
    query
      .selectFrom('customers')
      .select(['id', 'name'])
      .where('tenant_id', '=', p.tenantId)
      .where(sql<boolean>`id = any(${p.ids}::uuid[])`),
)

interface Words {
  tenantId: string
  emails: readonly string[]
  names: readonly string[]
}

/** Whoever has one of these e-mail addresses or is called like this, as normalised. */
export const listCustomersByWords = statement<Words, { id: string; word: string }>('customers.by_words', (query, p) =>
  sql<{ id: string; word: string }>`
    select id, email_norm as word from customers
    where tenant_id = ${p.tenantId}::uuid and deleted_at is null and email_norm = any(${p.emails}::text[])
    union all
    select id, name_norm as word from customers
    where tenant_id = ${p.tenantId}::uuid and deleted_at is null and name_norm = any(${p.names}::text[])`.compile(
    query,
  ),
)
