import type { Readable } from 'node:stream'
import type { ManualCtx } from '../http/route.ts'

interface SentFile {
  name: string
  type: string
  content: Readable
  sizeBytes?: number
  /** Pixels that we encoded ourselves may be shown; what stands in any other file is not ours. */
  shown?: boolean
  /** How long the browser may keep it; not at all where it is not said. */
  keptSeconds?: number
}

/** As a download unless it may be shown, and whatever a browser makes of it, it can run nothing and reach nothing. */
export function sendFile({ raw: { reply } }: ManualCtx, file: SentFile): void {
  const { name, type, content, sizeBytes, shown = false, keptSeconds } = file
  reply.headers({
    'Content-Type': type,
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename="${toAscii(name)}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percentEncoded)}`,
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'Cache-Control': keptSeconds === undefined ? 'no-store' : `private, max-age=${keptSeconds}, immutable`,
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
