import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { OutgoingError } from './outgoing-error.ts'

// A hook on the resolver alone does not guard anything: it is not called for addresses written as such, in any of their
// spellings (127.1, 0x7f000001, [::ffff:127.0.0.1]). So the URL's host is checked too, after the URL parser has made it
// one spelling, and the resolved addresses are checked where the connection is made, so that no second answer of the
// name server can slip in between.

export interface Rules {
  /** Also this machine itself, over http and any port: for development and tests. */
  allowLoopback: boolean
}

const PORTS = new Set(['', '443', '8443'])

/** The address, parsed and allowed as far as it says itself where it leads. */
export function checkUrl(text: string, rules: Rules): URL {
  const url = URL.parse(text)
  if (!url) throw blocked(`This is not a complete address: ${text.slice(0, 200)}`)
  if (url.username !== '' || url.password !== '')
    throw blocked('An address must not hold a user name or password; send a header instead')
  const address = literalOf(url)
  if (address !== undefined) checkAddress(address, rules)
  if (rules.allowLoopback && isLoopbackHost(url.hostname, address)) return url
  if (url.protocol !== 'https:') throw blocked('The address must begin with https://')
  if (!PORTS.has(url.port)) throw blocked(`Port ${url.port} is not allowed; use 443 or 8443`)
  return url
}

/** For sockets: resolves a name and refuses it if any of its addresses is not public. */
export function guardedLookup(rules: Rules): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      try {
        for (const { address } of addresses) checkAddress(address, rules)
      } catch (refusal) {
        // checkAddress throws nothing else.
        return callback(refusal as OutgoingError, [])
      }
      if (options.all) return callback(null, addresses)
      const [first] = addresses as [LookupAddress, ...LookupAddress[]]
      callback(null, first.address, first.family)
    })
  }
}

/** Only global unicast: no private, link-local, shared, reserved or translated ranges, whatever their spelling. */
export function checkAddress(text: string, { allowLoopback }: Rules): void {
  const range = ipaddr.process(text).range()
  if (range === 'unicast' || (allowLoopback && range === 'loopback')) return
  throw blocked(`The address leads to ${text}, which is not on the public internet (${range})`)
}

function literalOf(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? host : undefined
}

function isLoopbackHost(hostname: string, address: string | undefined): boolean {
  if (address !== undefined) return ipaddr.process(address).range() === 'loopback'
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}

function blocked(sentence: string): OutgoingError {
  return new OutgoingError('blocked', sentence)
}
