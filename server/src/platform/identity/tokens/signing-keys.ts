import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config/config.ts'
import { type Database, NO_TENANT } from '#platform/database/database.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { SecretBox } from '#platform/secret-box.ts'
import { insertSigningKey, listSigningKeys, lockSigningKeys, type SigningKeyRow } from './signing-keys.queries.ts'

export const SIGNING_ALGORITHM = 'EdDSA'
const DAY_MS = 24 * 60 * 60 * 1000
const SIGNS_FOR_MS = 30 * DAY_MS
/** Longer than any token lives, so that whatever the last key signed still verifies. */
const VERIFIES_FOR_MS = SIGNS_FOR_MS + DAY_MS
/** Tokens with made-up key ids must not turn into as many questions to the database. */
const RELOAD_PAUSE_MS = 5000

interface SigningKey {
  id: string
  publicJwk: JWK
  publicKey: CryptoKey
  /** Null where the installation's secret has changed since: the key verifies, and another one signs. */
  privateKey: CryptoKey | null
  createdAtMs: number
}

interface Options {
  config: Pick<Config, 'secret'>
  database: Database
  clock: Clock
}

/** The keys that sign access tokens: a new one every 30 days, shared by all processes through the database. */
export class SigningKeys {
  readonly #options: Options
  readonly #box: SecretBox
  #keys: SigningKey[] = []
  #loadedAtMs = Number.NEGATIVE_INFINITY
  #loading: Promise<void> | undefined

  constructor(options: Options) {
    this.#options = options
    this.#box = new SecretBox(options.config.secret, 'signing-keys')
  }

  async current(): Promise<{ id: string; privateKey: CryptoKey }> {
    const known = this.#signer()
    if (known) return known
    await this.#reload()
    const loaded = this.#signer()
    if (loaded) return loaded
    await this.#rotate()
    await this.#reload()
    const made = this.#signer()
    if (!made) throw new Error('No key to sign access tokens with after making one')
    return made
  }

  /** The public key with this id; asks the database once more when it is new to this process. */
  async find(id: string): Promise<CryptoKey | undefined> {
    const known = this.#keys.find((key) => key.id === id)
    if (known) return known.publicKey
    if (performance.now() - this.#loadedAtMs < RELOAD_PAUSE_MS) return undefined
    await this.#reload()
    return this.#keys.find((key) => key.id === id)?.publicKey
  }

  async publicJwks(): Promise<JWK[]> {
    await this.current()
    return this.#keys.map((key) => key.publicJwk)
  }

  #signer(): { id: string; privateKey: CryptoKey } | undefined {
    const oldestMs = this.#options.clock.now().getTime() - SIGNS_FOR_MS
    const key = this.#keys.find(({ privateKey, createdAtMs }) => privateKey && createdAtMs > oldestMs)
    return key?.privateKey ? { id: key.id, privateKey: key.privateKey } : undefined
  }

  #reload(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  async #load(): Promise<void> {
    const rows = await this.#options.database.read(NO_TENANT, (tx) => this.#list(tx))
    this.#keys = await Promise.all(rows.map((row) => this.#toKey(row)))
    this.#loadedAtMs = performance.now()
  }

  #list(tx: Tx): Promise<SigningKeyRow[]> {
    return listSigningKeys(tx, { createdAfter: new Date(this.#options.clock.now().getTime() - VERIFIES_FOR_MS) })
  }

  async #toKey({ id, publicJwk, sealedPrivateJwk, createdAt }: SigningKeyRow): Promise<SigningKey> {
    const publicKey = await toCryptoKey(publicJwk)
    const privateJwk = this.#open(id, sealedPrivateJwk)
    const privateKey = privateJwk ? await toCryptoKey(privateJwk) : null
    return { id, publicJwk, publicKey, privateKey, createdAtMs: Date.parse(createdAt) }
  }

  #open(id: string, sealed: string): JWK | undefined {
    try {
      // What we sealed ourselves is a JWK; anything else fails to open.
      return JSON.parse(this.#box.open(sealed, id)) as JWK
    } catch {
      return undefined
    }
  }

  async #rotate(): Promise<void> {
    const made = await this.#make()
    await this.#options.database.write(NO_TENANT, async (tx) => {
      await lockSigningKeys(tx, {})
      const oldestMs = this.#options.clock.now().getTime() - SIGNS_FOR_MS
      const rows = await this.#list(tx)
      const isTaken = rows.some(
        (row) => Date.parse(row.createdAt) > oldestMs && this.#open(row.id, row.sealedPrivateJwk),
      )
      if (!isTaken) await insertSigningKey(tx, made)
    })
  }

  async #make() {
    const id = newId()
    const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true })
    const publicJwk = { ...(await exportJWK(publicKey)), kid: id, alg: SIGNING_ALGORITHM, use: 'sig' }
    const sealedPrivateJwk = this.#box.seal(JSON.stringify(await exportJWK(privateKey)), id)
    return { id, publicJwk, sealedPrivateJwk, createdAt: this.#options.clock.now() }
  }
}

async function toCryptoKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, SIGNING_ALGORITHM)
  if (key instanceof Uint8Array) throw new Error('A signing key is never symmetric')
  return key
}
