import { MODULES } from '@groundwork/contract/platform/identity.ts'
import type { ActorTenant } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { slugCandidates } from './slug.ts'
import { insertActiveMembership, insertTenant } from './tenants.queries.ts'

/** What a person says about a business they open. */
export interface Draft {
  name: string
  slug?: string | undefined
  modules?: readonly ActorTenant['modules'][number][] | undefined
  timeZone?: string | undefined
  currency?: string | undefined
  locale?: string | undefined
}

interface Founder {
  id: string
  email: string
  emailNorm: string
  name: string
}

/** A tenant before it is written: its short name is certain only afterwards. */
export function draftTenant(draft: Draft, now: Date): ActorTenant {
  return {
    id: newId(now.getTime()),
    name: draft.name,
    slug: draft.slug ?? '',
    status: 'trial',
    modules: draft.modules ?? MODULES,
    timeZone: draft.timeZone ?? 'UTC',
    currency: draft.currency ?? 'USD',
    locale: draft.locale ?? 'en-US',
  }
}

/** Writes the tenant with its first owner and answers with the short name it got. */
export async function createTenant(ctx: Ctx, tenant: ActorTenant, founder: Founder): Promise<ActorTenant> {
  const slug = await insertWithFreeSlug(ctx, tenant, founder.id)
  await insertActiveMembership(ctx.tx, {
    tenantId: tenant.id,
    id: newId(ctx.now.getTime()),
    userId: founder.id,
    email: founder.email,
    emailNorm: founder.emailNorm,
    name: founder.name,
    role: 'owner',
    now: ctx.now,
  })
  ctx.audit('tenant.created', { resource: { type: 'platform.tenant', id: tenant.id, version: 1 } })
  return { ...tenant, slug }
}

async function insertWithFreeSlug({ tx, now }: Ctx, tenant: ActorTenant, createdBy: string): Promise<string> {
  const isNamed = tenant.slug !== ''
  for (const slug of isNamed ? [tenant.slug] : slugCandidates(tenant.name)) {
    if (await insertTenant(tx, { ...tenant, slug, createdBy, now })) return slug
  }
  const message = `The short name '${isNamed ? tenant.slug : tenant.name}' is taken; choose another one`
  throw new AppError('tenant.slug-taken', message, { details: [{ field: 'tenant.slug', message }] })
}
