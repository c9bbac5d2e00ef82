import type { IncomingHttpHeaders } from 'node:http'
import type { RequestInfo } from '../context.ts'

interface Source {
  id: string
  /** Of the client, as the proxies that we trust tell it (GROUNDWORK_TRUST_PROXY). */
  ip: string
  headers: IncomingHttpHeaders
}

/** Where a request came from, for the trail. */
export function requestInfoOf({ id, ip, headers }: Source): RequestInfo {
  return { id, address: ip, userAgent: headers['user-agent']?.slice(0, 300) ?? null }
}
