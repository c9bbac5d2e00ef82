import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { openApi } from './openapi.ts'
import { postmanCollection } from './postman.ts'
import type { Route } from './route.ts'
import { setApiHeaders, setConsoleHeaders } from './security-headers.ts'

const ERRORS_PAGE = join(import.meta.dirname, '../../../../docs/errors.md')

/** `/docs` for people, `/api/openapi.json` and `/api/postman.json` for their tools, `/docs/errors` where every error's `type` points. */
export async function mountDocs(server: FastifyInstance, routes: readonly Route[], publicUrl: string): Promise<void> {
  await mountReader(server)
  const description = JSON.stringify(openApi(routes, publicUrl))
  const collection = JSON.stringify(postmanCollection(routes, publicUrl))
  server.get('/api/openapi.json', (_request, reply) => json(reply, description))
  server.get('/api/postman.json', (_request, reply) => json(reply, collection))
  server.get('/docs', (_request, reply) => html(reply, READER_PAGE))
  server.get('/docs/errors', (_request, reply) => html(reply, errorsPage(readFileSync(ERRORS_PAGE, 'utf8'))))
}

function json(reply: FastifyReply, body: string): FastifyReply {
  setApiHeaders(reply)
  return reply.type('application/json; charset=utf-8').send(body)
}

function html(reply: FastifyReply, body: string): FastifyReply {
  setConsoleHeaders(reply)
  return reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-cache').send(body)
}

/** Of Scalar's plugin only the script is used: its page puts the settings into an inline script, which our policy forbids. */
async function mountReader(server: FastifyInstance): Promise<void> {
  await server.register(scalar, {
    routePrefix: READER,
    configuration: { url: '/api/openapi.json' },
    hooks: {
      onRequest: (request, reply, done) => {
        setConsoleHeaders(reply)
        if (request.url.endsWith('.js')) return done()
        reply.redirect('/docs')
      },
    },
  })
}

const READER = '/docs/reader'
const SETTINGS = JSON.stringify({ withDefaultFonts: false, hideClientButton: true, telemetry: false }).replaceAll(
  '"',
  '&quot;',
)

const READER_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Groundwork API</title></head>
<body><script id="api-reference" data-url="/api/openapi.json" data-configuration="${SETTINGS}"></script><script src="${READER}/js/scalar.js"></script></body>
</html>`

/** docs/errors.md as a page: a heading per rule, paragraphs, `code`. That is all the file uses. */
export function errorsPage(markdown: string): string {
  const blocks = markdown
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter(Boolean)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Groundwork API errors</title>
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:72ch;margin:2rem auto;padding:0 1rem;color-scheme:light dark}h2{margin-top:2.5rem;font-size:1.05rem}:target{background:color-mix(in srgb,currentColor 12%,transparent)}</style></head>
<body>${blocks.map(blockToHtml).join('\n')}</body></html>`
}

function blockToHtml(block: string): string {
  const rule = /^## `([\w.-]+)`\s*([\s\S]*)$/.exec(block)
  if (rule)
    return `<h2 id="${(rule[1] ?? '').replaceAll('.', '')}"><code>${rule[1]}</code></h2>${rule[2] ? `<p>${inline(rule[2])}</p>` : ''}`
  if (block.startsWith('# ')) return `<h1>${inline(block.slice(2))}</h1>`
  if (block.startsWith('## ')) return `<h2>${inline(block.slice(3))}</h2>`
  return `<p>${inline(block)}</p>`
}

function inline(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped.replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}
