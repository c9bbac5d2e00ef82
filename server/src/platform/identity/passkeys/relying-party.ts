import type { Config } from '#platform/config/config.ts'

/** Whom passkeys are made for: the name in the address bar. A passkey made for another name does not work here. */
export interface RelyingParty {
  id: string
  name: string
  origin: string
}

export function relyingParty({ http }: Pick<Config, 'http'>): RelyingParty {
  const { hostname, origin } = new URL(http.publicUrl)
  return { id: hostname, name: 'Groundwork', origin }
}
