import { existsSync, statSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { setConsoleHeaders } from './security-headers.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'

/** The built console: hashed files are kept for ever, every page address answers the one document. */
export async function serveConsole(server: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    server.log.warn({ directory }, 'the console is not built; only the API is served')
    return
  }
  await server.register(fastifyStatic, { root: directory, serve: false, cacheControl: false, preCompressed: true })
  server.get('/*', (request, reply) => {
    const path = pathOf(request)
    const isAsset = path.startsWith('assets/')
    const isThere = isFile(directory, path)
    // What is missing among the API and the hashed files is missing; any other address is a page of the console.
    if (!isThere && (isAsset || path.startsWith('api/'))) return reply.callNotFound()
    setConsoleHeaders(reply)
    reply.header('Cache-Control', isAsset ? FOR_EVER : 'no-cache')
    return reply.sendFile(isThere ? path : 'index.html')
  })
}

// Looked up on disk each time, so that a console built anew is served without a new start.
function isFile(directory: string, path: string): boolean {
  const file = normalize(join(directory, path))
  return file.startsWith(directory + sep) && (statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)
}

function pathOf(request: FastifyRequest): string {
  return decodeURIComponent(request.url.split('?')[0] ?? '/').slice(1)
}
