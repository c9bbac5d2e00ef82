import type { Readable } from 'node:stream'
import type { ManualCtx } from '../http/route.ts'

interface SentFile {
  name: string
  type: string
  content: Readable
  sizeBytes?: number
}

/** As a download, never shown inside a page: what stands in a file is not ours. */
export function sendFile({ raw: { reply } }: ManualCtx, { name, type, content, sizeBytes }: SentFile): void {
  reply.headers({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${toAscii(name)}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percentEncoded)}`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(sizeBytes === undefined ? {} : { 'Content-Length': String(sizeBytes) }),
  })
  reply.send(content)
}

function toAscii(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\]/g, '_')
}

function percentEncoded(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
