import { existsSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { setConsoleHeaders } from './security-headers.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'

/** The built console: hashed files are kept for ever, every page address answers the one document. */
export async function serveConsole(server: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    server.log.warn({ directory }, 'the console is not built; only the API is served')
    return
  }
  const files = listFiles(directory)
  await server.register(fastifyStatic, { root: directory, serve: false, cacheControl: false })
  server.get('/*', (request, reply) => {
    const path = pathOf(request)
    if (path.startsWith('api/') || path.startsWith('assets/') !== files.has(path)) return answerOther(path, files, reply)
    setConsoleHeaders(reply)
    reply.header('Cache-Control', path.startsWith('assets/') ? FOR_EVER : 'no-cache')
    return reply.sendFile(files.has(path) ? path : 'index.html')
  })
}

/** Files beside the document (icons, manifest) are served; missing ones under /assets and /api are a 404, not a page. */
function answerOther(path: string, files: ReadonlySet<string>, reply: FastifyReply): FastifyReply | void {
  if (!files.has(path)) return reply.callNotFound()
  setConsoleHeaders(reply)
  return reply.header('Cache-Control', 'no-cache').sendFile(path)
}

function pathOf(request: FastifyRequest): string {
  return decodeURIComponent(request.url.split('?')[0] ?? '/').slice(1)
}

function listFiles(directory: string): ReadonlySet<string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  return new Set(entries.filter((entry) => entry.isFile()).map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/')))
}
