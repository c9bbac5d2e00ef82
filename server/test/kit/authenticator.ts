import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** What a server sends to make or use a passkey, as far as an authenticator reads it. */
interface Options {
  challenge: string
  rpId?: string
  rp?: { id: string }
  user?: { id: string }
  excludeCredentials?: { id: string }[]
}

interface Held {
  id: Buffer
  rpId: string
  userHandle: Buffer
  key: KeyObject
  counter: number
}

interface Circumstances {
  /** Where the browser stands. */
  origin: string
  /** Whether a finger or a PIN has unlocked it. */
  isVerified?: boolean
}

const ES256 = -7
const PRESENT = 0x01
const VERIFIED = 0x04
const HAS_KEY = 0x40

/**
 * A passkey authenticator and its browser in software: real keys, CBOR and COSE as Web Authentication says. It signs
 * whatever it is asked to, so a test can ask it for what no browser would do.
 */
export class SoftAuthenticator {
  readonly held: Held[] = []
  /** Some count their uses; most synced ones stay at 0. */
  counts = true

  register(options: Options, { origin, isVerified = true }: Circumstances) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const held: Held = {
      id: randomBytes(32),
      rpId: options.rp?.id ?? '',
      userHandle: Buffer.from(options.user?.id ?? '', 'base64url'),
      key: privateKey,
      counter: 0,
    }
    this.held.push(held)
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, held.id.length]), held.id, coseKey(publicKey)])
    const authData = Buffer.concat([head(held, HAS_KEY | PRESENT | (isVerified ? VERIFIED : 0)), credential])
    const attestation = cbor(
      new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    )
    return {
      ...named(held),
      response: {
        clientDataJSON: clientData('webauthn.create', options.challenge, origin).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
    }
  }

  assert(options: Options, { origin, isVerified = true }: Circumstances, held = this.held.at(-1)) {
    if (!held) throw new Error('The authenticator holds no passkey')
    if (this.counts) held.counter += 1
    const authData = head(held, PRESENT | (isVerified ? VERIFIED : 0))
    const data = clientData('webauthn.get', options.challenge, origin)
    const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()])
    return {
      ...named(held),
      response: {
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(held.key).toString('base64url'),
        userHandle: held.userHandle.toString('base64url'),
      },
    }
  }
}

function named({ id }: Held) {
  const text = id.toString('base64url')
  return { id: text, rawId: text, type: 'public-key' as const, clientExtensionResults: {} }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

function head({ rpId, counter }: Held, flags: number): Buffer {
  const tail = Buffer.alloc(5)
  tail.writeUInt8(flags)
  tail.writeUInt32BE(counter, 1)
  return Buffer.concat([createHash('sha256').update(rpId).digest(), tail])
}

/** RFC 9052: an elliptic curve key by its two coordinates. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return cbor(
    new Map<number, Cbor>([
      [1, 2],
      [3, ES256],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  )
}

type Cbor = number | string | Buffer | Map<number | string, Cbor>

/** RFC 8949, as much as passkeys are made of: whole numbers, texts, bytes, maps. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value)
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value])
  return Buffer.concat([cborHead(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])])
}

function cborHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}
