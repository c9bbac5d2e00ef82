// What the machine can do: Fastify and a pg pool, prepared statements, no tenant, no sign-in, no validation, no policies.
// The table, its indexes and the shape of the answers are ours, so that only what we add makes the difference.
import Fastify from 'fastify'
import pg from 'pg'
import { BIN_COLUMNS, type BinRow, toBin } from '../server/src/modules/waste/bins/bins.row.ts'

interface Params {
  tenantId: string
  id: string
}

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
const server = Fastify()
const columns = BIN_COLUMNS.join(', ')
const mine = 'from waste_bins where tenant_id = $1 and deleted_at is null'

const ask = async (name: string, text: string, values: unknown[]) =>
  (await pool.query<BinRow>({ name, text, values })).rows
const count = async (name: string, text: string, values: unknown[]) =>
  (await pool.query<{ total: number }>({ name, text, values })).rows[0]?.total ?? null

function listed(rows: BinRow[], total: number | null) {
  const pagination = {
    page: 1,
    limit: 20,
    total,
    pages: total === null ? null : Math.ceil(total / 20),
    hasNext: rows.length === 20,
    hasPrev: false,
    nextCursor: null,
  }
  return {
    success: true,
    data: rows.map(toBin),
    pagination,
    meta: { timestamp: new Date().toISOString(), requestId: '1' },
  }
}

function shown(row: BinRow | undefined) {
  return { success: true, data: row ? toBin(row) : null, meta: { timestamp: new Date().toISOString(), requestId: '1' } }
}

server.get<{ Params: Params }>('/:tenantId/bins', async ({ params }) => {
  const [rows, total] = await Promise.all([
    ask('list', `select ${columns} ${mine} order by created_at desc, id desc limit 20`, [params.tenantId]),
    count('count', `select count(*)::int as total ${mine}`, [params.tenantId]),
  ])
  return listed(rows, total)
})

server.get<{ Params: Params }>('/:tenantId/bins/uncounted', async ({ params }) =>
  listed(
    await ask('list', `select ${columns} ${mine} order by created_at desc, id desc limit 20`, [params.tenantId]),
    null,
  ),
)

server.get<{ Params: Params; Querystring: { word: string } }>('/:tenantId/bins/search', async ({ params, query }) => {
  const values = [params.tenantId, ...query.word.split(' ').map((word) => `%${word}%`)]
  const likes = values
    .slice(1)
    .map((_, index) => `and search_text like $${index + 2}`)
    .join(' ')
  const [rows, total] = await Promise.all([
    ask(
      `search${values.length}`,
      `select ${columns} ${mine} ${likes} order by created_at desc, id desc limit 20`,
      values,
    ),
    count(`found${values.length}`, `select count(*)::int as total ${mine} ${likes}`, values),
  ])
  return listed(rows, total)
})

server.get<{ Params: Params }>('/:tenantId/bins/:id', async ({ params }) => {
  const [row] = await ask('get', `select ${columns} from waste_bins where tenant_id = $1 and id = $2`, [
    params.tenantId,
    params.id,
  ])
  return shown(row)
})

const INSERT = `insert into waste_bins (tenant_id, id, customer_id, bin_type, size, volume_litres, status, latitude, longitude, address, qr_code, fill_percent, search_text)
  values ($1, uuidv7(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${columns}`

interface Body {
  customerId: string
  binType: string
  size: string
  volumeLitres: number
  status: string
  location: { latitude: number; longitude: number; address: string }
  qrCode: string
  fillPercent: number
}

server.post<{ Params: Params; Body: Body }>('/:tenantId/bins', async ({ params, body }, reply) => {
  const { customerId, binType, size, volumeLitres, status, location, qrCode, fillPercent } = body
  const text = ` ${qrCode} ${location.address}`.toLowerCase()
  const values = [
    params.tenantId,
    customerId,
    binType,
    size,
    volumeLitres,
    status,
    location.latitude,
    location.longitude,
    location.address,
    qrCode,
    fillPercent,
    text,
  ]
  const [row] = await ask('insert', INSERT, values)
  return reply.code(201).send(shown(row))
})

process.once('disconnect', () => process.exit(0))
await server.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' })
process.send?.('ready')
