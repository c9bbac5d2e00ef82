import { AppError } from '../errors.ts'
import { isSameHash, keyedHash } from '../keyed-hash.ts'

// A link works without signing in, because <img> cannot send credentials to wherever files are served from. So it names
// one content of one file of one tenant, until a time, and is signed with the installation's secret.

/** The file itself, or one of its variants: `thumbnail.webp`. */
export type Part = 'file' | `${'thumbnail' | 'large'}.${'webp' | 'avif'}`

export interface Linked {
  tenantId: string
  fileId: string
  part: Part
}

const HOUR_MS = 60 * 60 * 1000
const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const TOKEN = new RegExp(
  `^(${ID})\\.(${ID})\\.(file|(?:thumbnail|large)\\.(?:webp|avif))\\.(\\d{10,12})\\.([\\w-]{43})$`,
)

/** One to two hours from now, on the hour: within the hour a file has one address, which browsers can keep. */
export function linksExpireAt(now: Date): Date {
  return new Date((Math.floor(now.getTime() / HOUR_MS) + 2) * HOUR_MS)
}

/** A minute: what support has been shown ends soon after the access that it was shown by. */
export function supportLinksExpireAt(now: Date): Date {
  return new Date((Math.floor(now.getTime() / 1000) + 60) * 1000)
}

export function fileLink(secret: string, { tenantId, fileId, part }: Linked, expiresAt: Date): string {
  const claim = `${tenantId}.${fileId}.${part}.${expiresAt.getTime() / 1000}`
  return `/api/files/content/${claim}.${sign(secret, claim)}`
}

/** What the link is for, or a refusal: the same for a wrong signature and a time that is over. */
export function readLink(secret: string, token: string, now: Date): Linked {
  const [, tenantId, fileId, part, expires, signature] = TOKEN.exec(token) ?? []
  if (!tenantId || !fileId || !part || !expires || !signature) throw invalid()
  const claim = `${tenantId}.${fileId}.${part}.${expires}`
  const isOurs = isSameHash(Buffer.from(signature), Buffer.from(sign(secret, claim)))
  if (!isOurs || Number(expires) * 1000 <= now.getTime()) throw invalid()
  // The expression above lets no other part through.
  return { tenantId, fileId, part: part as Part }
}

const sign = (secret: string, claim: string) => keyedHash(secret, 'file-links', claim).toString('base64url')

function invalid(): AppError {
  return new AppError('file.link-invalid', 'The link has expired or is not ours; read the file again to get a new one')
}
