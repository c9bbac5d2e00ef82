import type { Config } from '#platform/config/config.ts'
import { StartError } from '#platform/config/start-error.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** A cookie that scripts cannot read and other sites cannot make the browser write with. */
export class BrowserCookie {
  readonly name: string
  readonly #attributes: string

  constructor(config: Pick<Config, 'mode' | 'http'>, name: string) {
    const url = new URL(config.http.publicUrl)
    // Browsers treat loopback as secure, so the strict form works on a developer's machine without TLS too.
    const isSecure = url.protocol === 'https:' || LOOPBACK.has(url.hostname)
    if (!isSecure && config.mode === 'production') {
      throw new StartError(
        `GROUNDWORK_PUBLIC_URL is ${config.http.publicUrl}: in production people sign in over https only`,
      )
    }
    this.name = isSecure ? `__Host-${name}` : name
    this.#attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  }

  set(token: string, maxAgeSeconds: number): string {
    return `${this.name}=${token}; Max-Age=${maxAgeSeconds}; ${this.#attributes}`
  }

  clear(): string {
    return `${this.name}=; Max-Age=0; ${this.#attributes}`
  }

  /** The token in a Cookie header. */
  read(header: string | undefined): string | undefined {
    if (header === undefined) return undefined
    for (const pair of header.split(';')) {
      const at = pair.indexOf('=')
      if (pair.slice(0, at).trim() === this.name) return pair.slice(at + 1).trim()
    }
    return undefined
  }
}

/** The browser's half of a session. */
export class SessionCookie extends BrowserCookie {
  constructor(config: Pick<Config, 'mode' | 'http'>) {
    super(config, 'gw_session')
  }
}
