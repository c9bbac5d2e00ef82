import { randomUUID } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** How the next ID tokens are signed: as they should be, or in one of the ways that must not be believed. */
export type Signing = 'right' | 'none' | 'client-secret' | 'unpublished-key'

interface Key {
  id: string
  privateKey: CryptoKey
  publicJwk: JWK
}

/** The provider's keys: published ones, of which the newest signs. */
export class SigningKeys {
  #keys: Key[] = []

  static async make(): Promise<SigningKeys> {
    const keys = new SigningKeys()
    await keys.rotate()
    return keys
  }

  /** A new key signs; the ones before are published no longer. */
  async rotate(): Promise<void> {
    this.#keys = [await newKey()]
  }

  get published(): JWK[] {
    return this.#keys.map(({ publicJwk }) => publicJwk)
  }

  async sign(claims: Record<string, unknown>, signing: Signing, clientSecret: string): Promise<string> {
    if (signing === 'none') return `${encode({ alg: 'none' })}.${encode(claims)}.`
    if (signing === 'client-secret')
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(clientSecret))
    const key = signing === 'unpublished-key' ? await newKey() : this.#keys.at(-1)
    if (!key) throw new Error('There is no key')
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.id }).sign(key.privateKey)
  }
}

async function newKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const id = randomUUID()
  return { id, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid: id, alg: 'RS256', use: 'sig' } }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
