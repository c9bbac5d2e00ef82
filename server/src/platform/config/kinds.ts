import { createPublicKey, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'

/** How the text of a setting becomes a value. `parse` answers undefined for what is not of this kind. */
export interface Kind<T> {
  /** Completes "must be ..." and stands in the documentation's table. */
  meaning: string
  parse(text: string): T | undefined
}

export function wholeNumber(min: number, max: number): Kind<number> {
  return {
    meaning: `a whole number from ${min} to ${max}`,
    parse: (text) => (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined),
  }
}

export function text(meaning: string, minLength = 1): Kind<string> {
  return {
    meaning: minLength > 1 ? `${meaning} of ${minLength} characters or more` : meaning,
    parse: (value) => (value.length >= minLength ? value : undefined),
  }
}

export function oneOf<const T extends string>(choices: readonly T[]): Kind<T> {
  return { meaning: quoted(choices, 'or'), parse: (value) => choices.find((choice) => choice === value) }
}

export function someOf<const T extends string>(choices: readonly T[]): Kind<T[]> {
  return {
    meaning: `${quoted(choices, 'and')} or one of them`,
    parse: (value) => allParsed(value, (item) => choices.find((choice) => choice === item)),
  }
}

export const yesOrNo: Kind<boolean> = {
  meaning: '`true` or `false`',
  parse: (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
}

export const onOrOff: Kind<boolean> = {
  meaning: '`on` or `off`',
  parse: (value) => (value === 'on' ? true : value === 'off' ? false : undefined),
}

export const origin: Kind<string> = {
  meaning: 'an address such as `https://ops.example.com`, without a path',
  parse: toOrigin,
}

export const origins: Kind<string[]> = {
  meaning: 'addresses such as `https://ops.example.com`, separated by commas',
  parse: (value) => allParsed(value, toOrigin),
}

/** One path segment: the bucket. */
export const bucket: Kind<string> = {
  meaning: 'an address such as `https://s3.eu-central-1.amazonaws.com/files`',
  parse: (value) => {
    const url = URL.parse(value)
    const isBucket = url && /^https?:$/.test(url.protocol) && /^\/[\w.-]{3,63}\/?$/.test(url.pathname)
    return isBucket && !url.username && !url.search ? `${url.origin}${url.pathname.replace(/\/$/, '')}` : undefined
  },
}

export const postgresUrl: Kind<string> = {
  meaning: 'an address such as `postgres://user:password@host:5432/database`',
  parse: (value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    const isPostgres = url?.protocol === 'postgres:' || url?.protocol === 'postgresql:'
    return isPostgres && url.username && url.hostname && url.pathname.length > 1 ? value : undefined
  },
}

export const smtpUrl: Kind<string> = {
  meaning: 'an address such as `smtps://user:password@mail.example.com:465`',
  parse: (value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    return (url?.protocol === 'smtp:' || url?.protocol === 'smtps:') && url.hostname ? value : undefined
  },
}

export const emailAddress: Kind<string> = {
  meaning: 'an e-mail address',
  parse: (value) => (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(value) ? value : undefined),
}

/** An EC key as base64 of its DER form, without the lines around it. */
export const publicKey: Kind<KeyObject> = {
  meaning: 'a public key in base64',
  parse: (value) => {
    try {
      return createPublicKey({ key: Buffer.from(value, 'base64'), format: 'der', type: 'spki' })
    } catch {
      return undefined
    }
  },
}

export const proxies: Kind<number | string[]> = {
  meaning: 'the number of proxies in front, or their addresses or ranges (`10.0.0.0/8`), separated by commas',
  parse: (value) => (/^[1-9]$/.test(value) ? Number(value) : allParsed(value, toAddressRange)),
}

function toOrigin(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  const isBare = url?.origin === value.replace(/\/$/, '').toLowerCase()
  return isWeb && isBare ? url.origin : undefined
}

function toAddressRange(value: string): string | undefined {
  const [address = '', bits, ...more] = value.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return undefined
  const isInRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  return isInRange ? value : undefined
}

/** A list is as good as its worst item, and an empty one is a mistake. */
function allParsed<T>(value: string, parse: (item: string) => T | undefined): T[] | undefined {
  const items = value.split(',').map((item) => item.trim())
  const parsed = items.map(parse).filter((item) => item !== undefined)
  return parsed.length === items.length ? [...new Set(parsed)] : undefined
}

function quoted(choices: readonly string[], word: 'and' | 'or'): string {
  const all = choices.map((choice) => `\`${choice}\``)
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} ${word} ${all.at(-1)}`
}
