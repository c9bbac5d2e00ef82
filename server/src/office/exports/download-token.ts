import { isSameHash, keyedHash } from '#platform/keyed-hash.ts'

/** What a link to a file stands for: this one file, until then. */
export interface DownloadClaim {
  tenantId: string
  exportId: string
  expiresAt: Date
}

const TOKEN = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.(\d{1,12})\.([\w-]{43})$/

/** Signed with a key of its own, so that nothing else we ever signed passes for it. */
export function downloadToken(secret: string, { tenantId, exportId, expiresAt }: DownloadClaim): string {
  const claim = `${tenantId}.${exportId}.${Math.floor(expiresAt.getTime() / 1000)}`
  return `${claim}.${sign(secret, claim).toString('base64url')}`
}

/** Undefined for what we never signed, and for what is over. */
export function readDownloadToken(secret: string, token: string, now: Date): DownloadClaim | undefined {
  const [, tenantId, exportId, seconds, signature] = TOKEN.exec(token) ?? []
  if (!tenantId || !exportId || !seconds || !signature) return undefined
  const expected = sign(secret, `${tenantId}.${exportId}.${seconds}`)
  if (!isSameHash(Buffer.from(signature, 'base64url'), expected)) return undefined
  const expiresAt = new Date(Number(seconds) * 1000)
  return expiresAt > now ? { tenantId, exportId, expiresAt } : undefined
}

const sign = (secret: string, claim: string) => keyedHash(secret, 'export-downloads', claim)
