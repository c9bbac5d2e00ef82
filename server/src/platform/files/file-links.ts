import { AppError } from '../errors.ts'
import type { AskedBy } from '../jobs/asked-by.ts'
import { isSameHash, keyedHash } from '../keyed-hash.ts'

// A link works without signing in, because <img> cannot send credentials to wherever files are served from. So it names
// one content of one file of one tenant, until a time, and is signed with the installation's secret. It also names whom it
// was made for: what they may see is looked up when it is opened, so it is worth no more than their rights of that moment.

/** The file itself, or one of its variants: `thumbnail.webp`. */
export type Part = 'file' | `${'thumbnail' | 'large'}.${'webp' | 'avif'}`

export interface Linked {
  tenantId: string
  fileId: string
  part: Part
  viewer: Viewer
}

type Viewer = Pick<AskedBy, 'kind' | 'id' | 'supportGrantId'>

const LETTERS = { user: 'u', support: 'p', api_key: 'k', automation: 'a', system: 's' } as const
const KINDS = ['user', 'support', 'api_key', 'automation', 'system'] as const
const HOUR_MS = 60 * 60 * 1000
const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const TOKEN = new RegExp(
  `^(${ID})\\.(${ID})\\.(file|(?:thumbnail|large)\\.(?:webp|avif))\\.(\\d{10,12})\\.([upkas])\\.(${ID})(?:\\.(${ID}))?\\.([\\w-]{43})$`,
)

/** One to two hours from now, on the hour: within the hour a file has one address, which browsers can keep. */
export function linksExpireAt(now: Date): Date {
  return new Date((Math.floor(now.getTime() / HOUR_MS) + 2) * HOUR_MS)
}

export function fileLink(secret: string, { tenantId, fileId, part, viewer }: Linked, expiresAt: Date): string {
  const claim = `${tenantId}.${fileId}.${part}.${expiresAt.getTime() / 1000}.${wordOf(viewer)}`
  return `/api/files/content/${claim}.${sign(secret, claim)}`
}

/** What the link is for, or a refusal: the same for a wrong signature and a time that is over. */
export function readLink(secret: string, token: string, now: Date): Linked {
  const [, tenantId, fileId, part, expires, letter, id, supportGrantId, signature] = TOKEN.exec(token) ?? []
  const kind = KINDS.find((one) => LETTERS[one] === letter)
  if (!tenantId || !fileId || !part || !expires || !kind || !id || !signature) throw linkInvalid()
  const viewer = { kind, id, ...(supportGrantId ? { supportGrantId } : {}) }
  const claim = `${tenantId}.${fileId}.${part}.${expires}.${wordOf(viewer)}`
  const isOurs = isSameHash(Buffer.from(signature), Buffer.from(sign(secret, claim)))
  if (!isOurs || Number(expires) * 1000 <= now.getTime()) throw linkInvalid()
  // The expression above lets no other part through.
  return { tenantId, fileId, part: part as Part, viewer }
}

/** Support is who it is and on whose permission it looks. */
function wordOf({ kind, id, supportGrantId }: Viewer): string {
  return [LETTERS[kind], id, ...(supportGrantId ? [supportGrantId] : [])].join('.')
}

const sign = (secret: string, claim: string) => keyedHash(secret, 'file-links', claim).toString('base64url')

export function linkInvalid(): AppError {
  return new AppError('file.link-invalid', 'The link has expired or is not ours; read the file again to get a new one')
}
