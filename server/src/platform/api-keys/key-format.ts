import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { API_KEY_MODES } from '@groundwork/contract/platform/api-keys.ts'

// gw_live_ + 32 random bytes + checksum, both in base 62: a key survives a double click, scanners of leaked secrets can
// recognise it, and a mistyped one is refused without asking the database.

export type ApiKeyMode = (typeof API_KEY_MODES)[number]

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = 62n
const RANDOM_LENGTH = 43
const CHECKSUM_LENGTH = 6
const KEY = /^gw_(?:live|test)_[0-9A-Za-z]{49}$/
/** Enough to recognise a key by in a list, far too little to guess it. */
const SHOWN_LENGTH = 'gw_live_'.length + 6

export function newApiKey(mode: ApiKeyMode): string {
  const random = BigInt(`0x${randomBytes(32).toString('hex')}`)
  const body = `gw_${mode}_${toBase62(random, RANDOM_LENGTH)}`
  return body + checksumOf(body)
}

export function looksLikeApiKey(credential: string): boolean {
  return credential.startsWith('gw_live_') || credential.startsWith('gw_test_')
}

export function isApiKeyIntact(key: string): boolean {
  return KEY.test(key) && checksumOf(key.slice(0, -CHECKSUM_LENGTH)) === key.slice(-CHECKSUM_LENGTH)
}

export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

export function shownPrefix(key: string): string {
  return key.slice(0, SHOWN_LENGTH)
}

function checksumOf(text: string): string {
  return toBase62(BigInt(crc32(text)), CHECKSUM_LENGTH)
}

function toBase62(value: bigint, length: number): string {
  let rest = value
  let text = ''
  while (text.length < length) {
    text = DIGITS.charAt(Number(rest % BASE)) + text
    rest /= BASE
  }
  return text
}
