import type { Client } from 'pg'

// Types as the driver answers them (values.ts): nothing that could lose digits or shift a day becomes a number or Date.
const TYPES: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'Int8',
  inet: 'string',
  json: 'unknown',
  jsonb: 'unknown',
  name: 'string',
  numeric: 'Numeric',
  point: 'Point',
  text: 'string',
  time: 'string',
  timestamptz: 'Instant',
  tstzrange: 'string',
  tsvector: 'string',
  uuid: 'string',
  varchar: 'string',
  xid8: 'string',
}

// What the generated file declares for itself, where it is used.
const DECLARATIONS = [
  `/** A column that the database fills in when an insert leaves it out. */
type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>`,
  `/** A column that only the database writes. */
type Computed<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>`,
  'type Instant = ColumnType<string, Date | string, Date | string>',
  'type Int8 = ColumnType<string, string | number | bigint, string | number | bigint>',
  'type Numeric = ColumnType<string, string | number, string | number>',
  'type Point = ColumnType<{ x: number; y: number }, string, string>',
]

const HEADER = `// Written by \`npm run db:types\` from the migrated database. Do not edit: a test compares it.
import type { ColumnType } from 'kysely'
`

interface Column {
  table: string
  column: string
  type: string
  isArray: boolean
  isNullable: boolean
  hasDefault: boolean
  isComputed: boolean
}

/** The file tables.ts for this database: one interface per table, which its search view shares. */
export async function renderTables(client: Client): Promise<string> {
  const columns = await findColumns(client)
  const tables = [...new Set(columns.map(({ table }) => table))]
  const entries = [
    ...tables.map((table) => `  ${table}: ${interfaceName(table)}`),
    ...(await findSearchViews(client)).map((view) => `  'search.${view}': ${interfaceName(view)}`),
  ]
  const interfaces = tables.map((table) =>
    renderTable(
      table,
      columns.filter((column) => column.table === table),
    ),
  )
  const body = [`export interface Database {\n${entries.join('\n')}\n}\n`, ...interfaces].join('\n')
  const declarations = DECLARATIONS.filter((declaration) => new RegExp(`\\b${declaredName(declaration)}\\b`).test(body))
  return [HEADER, `${declarations.join('\n')}\n`, body].join('\n')
}

function declaredName(declaration: string): string {
  return /^type (\w+)/m.exec(declaration)?.[1] ?? ''
}

function renderTable(table: string, columns: Column[]): string {
  const lines = columns.map((column) => `  ${column.column}: ${typeOf(column)}\n`)
  return `export interface ${interfaceName(table)} {\n${lines.join('')}}\n`
}

function typeOf(column: Column): string {
  const base = TYPES[column.type]
  if (!base) throw new Error(`${column.table}.${column.column}: add the type ${column.type} to table-types.ts`)
  const item = column.isArray ? `${base}[]` : base
  const type = column.isNullable && base !== 'unknown' ? `${item} | null` : item
  if (column.isComputed) return `Computed<${type}>`
  return column.hasDefault ? `Generated<${type}>` : type
}

/** `waste_bins` becomes `WasteBinsTable`. */
function interfaceName(table: string): string {
  const words = table.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return `${words.join('')}Table`
}

/** Tables of schema public without their partitions; an array's type is that of its items, a domain's its base. */
async function findColumns(client: Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    select c.relname as "table", a.attname as "column", a.attnotnull is false as "isNullable",
      coalesce(item.typname, base.typname, t.typname) as "type", item.oid is not null as "isArray",
      a.atthasdef or a.attidentity <> '' as "hasDefault",
      a.attgenerated <> '' or a.attidentity = 'a' as "isComputed"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type item on item.oid = t.typelem and t.typcategory = 'A'
    left join pg_type base on base.oid = t.typbasetype
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname collate "C", a.attnum`)
  return rows
}

/** A view that was not made again after its table changed would make the shared interface a lie. */
async function findSearchViews(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ view: string; isCurrent: boolean }>(`
    select v.relname as view, (
      select array_agg(attname order by attnum) from pg_attribute where attrelid = v.oid and attnum > 0
    ) = (
      select array_agg(attname order by attnum) from pg_attribute
      where attrelid = to_regclass(format('public.%I', v.relname)) and attnum > 0 and not attisdropped
    ) as "isCurrent"
    from pg_class v
    where v.relnamespace = 'search'::regnamespace and v.relkind = 'v'
    order by v.relname collate "C"`)
  const stale = rows.find(({ isCurrent }) => !isCurrent)
  if (stale)
    throw new Error(`search.${stale.view} lacks columns: a migration must call gw_admin.create_search_view again`)
  return rows.map(({ view }) => view)
}
