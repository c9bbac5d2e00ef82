import type { Config } from '../config/config.ts'
import { SecretBox } from '../secret-box.ts'
import type { EndpointRow } from './endpoints/endpoints.queries.ts'
import type { Secrets } from './signature.ts'

type WithSecret = Pick<Config, 'secret'>

export function secretBox({ secret }: WithSecret): SecretBox {
  return new SecretBox(secret, 'webhook-secrets')
}

export function headerBox({ secret }: WithSecret): SecretBox {
  return new SecretBox(secret, 'webhook-headers')
}

type Sealed = Pick<EndpointRow, 'id' | 'sealed_secret' | 'sealed_previous_secret' | 'previous_secret_until'>

/** The previous one only as long as it is good. */
export function openSecrets(box: SecretBox, row: Sealed, now: Date): Secrets {
  const isGood = row.previous_secret_until !== null && Date.parse(row.previous_secret_until) > now.getTime()
  const previous = isGood && row.sealed_previous_secret !== null ? box.open(row.sealed_previous_secret, row.id) : null
  return { current: box.open(row.sealed_secret, row.id), previous }
}
