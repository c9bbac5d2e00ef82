import { BlockList, isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { invalidField } from '#platform/errors.ts'

/** The networks that a key may be sent from, ready to be asked by every request. */
export class AddressList {
  readonly #networks = new BlockList()

  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address = '', bits] = network.split('/')
      this.#networks.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
    }
  }

  /** An IPv4 client of a socket that listens on both shows as `::ffff:192.0.2.1`, and counts as IPv4. */
  has(address: string): boolean {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    const family = isIP(plain)
    return family !== 0 && this.#networks.check(plain, family === 6 ? 'ipv6' : 'ipv4')
  }
}

/** One way to write each network, as the database keeps it: `192.0.2.7/24` becomes `192.0.2.0/24`. Refuses what is none. */
export function normaliseAddresses(entries: readonly string[]): string[] {
  const networks = entries.map((entry, index) => {
    const network = toNetwork(entry)
    if (network !== undefined) return network
    const example = 'Use an IP address or a network, such as 192.0.2.7 or 2001:db8::/32'
    throw invalidField(`allowedAddresses.${index}`, example)
  })
  return [...new Set(networks)]
}

function toNetwork(entry: string): string | undefined {
  const [address = '', suffix, ...rest] = entry.trim().split('/')
  // isIP knows neither octal nor shortened forms, which two programs read as two addresses. Zones are a machine's own.
  const family = isIP(address)
  if (family === 0 || address.includes('%') || rest.length > 0) return undefined
  const most = family === 6 ? 128 : 32
  if (suffix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(suffix)) return undefined
  const bits = suffix === undefined ? most : Number(suffix)
  if (bits > most) return undefined
  return family === 6
    ? networkOfSix(address, bits)
    : `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/${bits}`)}/${bits}`
}

function networkOfSix(address: string, bits: number): string | undefined {
  const parsed = ipaddr.IPv6.parse(address)
  if (!parsed.isIPv4MappedAddress())
    return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${bits}`).toRFC5952String()}/${bits}`
  return bits < 96 ? undefined : toNetwork(`${parsed.toIPv4Address()}/${bits - 96}`)
}
