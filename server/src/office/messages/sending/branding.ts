import type { Tenant } from '@groundwork/contract/platform/tenants.ts'
import type { ReadCtx } from '#platform/context.ts'
import { getTenant } from '#platform/identity/tenants/tenant-settings.service.ts'
import { readSettings } from '../settings/settings.service.ts'
import type { BusinessScope } from '../templates/message-events.ts'
import type { Branding } from './render-mail.ts'

export interface Letterhead {
  /** What templates may say as `business.*`. */
  business: BusinessScope
  branding: Omit<Branding, 'unsubscribeUrl'>
}

/** The business as its messages show it. */
export async function readLetterhead(ctx: ReadCtx): Promise<Letterhead> {
  const [tenant, settings] = [await getTenant(ctx), await readSettings(ctx)]
  const name = settings.sender_name ?? tenant.name
  const address = addressLine(tenant.address)
  return {
    business: { name, phone: tenant.contactPhone, email: tenant.contactEmail, address },
    branding: { business: name, color: settings.brand_color, address },
  }
}

function addressLine(address: Tenant['address']): string | null {
  const part = (key: string) => (typeof address?.[key] === 'string' ? address[key] : '')
  const line = [part('street'), part('city'), `${part('state')} ${part('zipCode')}`.trim()].filter(Boolean).join(', ')
  return line || null
}
