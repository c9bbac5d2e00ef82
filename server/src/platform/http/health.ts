import { statfs } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { NO_TENANT } from '../database/database.ts'
import type { Services } from '../services.ts'

const MIN_FREE_BYTES = 200 * 1024 * 1024
const PROBE_TIMEOUT_MS = 2000

interface Check {
  ok: boolean
  detail?: string
}

/** For load balancers and orchestrators: no credentials, no rate limit, answered even while the service sheds load. */
export function mountHealth(
  server: FastifyInstance,
  services: Services,
  state: { isDraining(): boolean; isStarted(): boolean },
): void {
  server.get('/health/live', (_request, reply) => reply.send({ status: 'ok' }))
  server.get('/health/startup', (_request, reply) =>
    reply.code(state.isStarted() ? 200 : 503).send({ status: state.isStarted() ? 'ok' : 'starting' }),
  )
  server.get('/health/ready', async (_request, reply) => {
    const checks = {
      process: processCheck(state),
      database: await databaseCheck(services),
      disk: await diskCheck(services.config.dataDir),
    }
    const isReady = Object.values(checks).every((check) => check.ok)
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'unavailable', checks })
  })
  server.get('/api/hello', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send('"Hello, from API!"'),
  )
}

function processCheck(state: { isDraining(): boolean; isStarted(): boolean }): Check {
  if (state.isDraining()) return { ok: false, detail: 'stopping' }
  return state.isStarted() ? { ok: true } : { ok: false, detail: 'starting' }
}

async function databaseCheck({ database }: Services): Promise<Check> {
  const probe = database.read({ ...NO_TENANT, timeoutMs: PROBE_TIMEOUT_MS }, (tx) =>
    tx.run({ statement: { name: 'health', text: 'select 1' }, values: [] }),
  )
  try {
    await probe
    return { ok: true }
  } catch {
    return { ok: false, detail: 'not answering' }
  }
}

async function diskCheck(directory: string): Promise<Check> {
  const { bavail, bsize } = await statfs(directory)
  const free = bavail * bsize
  return free > MIN_FREE_BYTES ? { ok: true } : { ok: false, detail: `${Math.round(free / 1024 / 1024)} MB left` }
}
