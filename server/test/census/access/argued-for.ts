import type { Permission } from '@groundwork/contract/permissions.ts'
import { RESOURCES } from '#app'
import { exportSources } from '#office/exports/export-source.ts'
import { importSources } from '#office/imports/import-source.ts'
import type { Method } from '#platform/http/route.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { type Business, inputsOf } from '../world/business.ts'

/** Routes that need no credentials, with the reason each gives. A new one has to be argued for here. */
export const PUBLIC_ROUTES: Record<string, string> = {
  'POST /auth/sign-up': 'Anybody may open a business here',
  'POST /auth/login': 'Signing in is how one stops being a stranger',
  'GET /auth/passkeys/sign-in-options': 'Signing in is how one stops being a stranger',
  'POST /auth/passkeys/sign-in': 'Signing in is how one stops being a stranger',
  'POST /auth/oidc/find': 'Signing in is how one stops being a stranger',
  'POST /auth/oidc/start': 'Signing in is how one stops being a stranger',
  'POST /auth/oidc/callback': 'Signing in is how one stops being a stranger',
  'POST /auth/oidc/complete': 'Signing in is how one stops being a stranger',
  'POST /auth/refresh': 'The refresh token is the credential',
  'POST /auth/logout': 'Signing out twice is no error',
  'GET /auth/jwks': 'Public keys are for everybody who verifies our tokens',
  'POST /auth/email/verify': 'The link from the mail is the credential, on whatever device the mail is read',
  'POST /auth/password/forgot': 'Who forgot the password cannot sign in',
  'POST /auth/password/reset': 'The link from the mail is the credential',
  'POST /auth/invitations/lookup': 'The link from the mail is the credential',
  'GET /files/content/:token': 'The signature in the address is the credential: pictures in a page can send no other',
  'POST /auth/invitations/accept': 'The link from the mail is the credential',
  'GET /export-files': 'The link is the credential: it opens one file until its time is over',
  'POST /unsubscribe/lookup': 'The link from the mail is the credential',
  'POST /unsubscribe': 'The link from the mail is the credential',
  'POST /unsubscribe/one-click': 'The link from the mail is the credential',
  'POST /message-callbacks/twilio': 'Signed by Twilio with the token that only the two of us know',
  'POST /message-callbacks/twilio/:reference': 'Signed by Twilio with the token that only the two of us know',
  'POST /message-callbacks/sendgrid': 'Signed by SendGrid with its private key',
}

interface Asked {
  /** A request that needs the permission beyond what its route names. */
  request(
    business: Business,
  ): Promise<{ method: Method; path: string; body?: unknown; file?: string; asPerson?: () => Promise<Caller> }>
}

const share = { resource: 'waste.bins', name: 'Full', query: 'status=full', isShared: true }

/** Permissions that no route names, or that a route asks for beyond the one it names, with a request that needs each. */
export const ASKED_INSIDE: Partial<Record<Permission, Asked>> = {
  ...Object.assign({}, ...RESOURCES.map(insideResource)),
  ...Object.assign({}, ...importSources().map(({ resource }) => importing(resource))),
  ...Object.assign({}, ...exportSources().map(({ resource }) => exporting(resource))),
  'platform.views.share': {
    // Views belong to people, and a manager has the permission: a viewer has it not.
    request: async ({ app, tenantId }) => ({
      method: 'POST',
      path: '/views',
      body: share,
      asPerson: () => signedIn(app, 'viewer', tenantId),
    }),
  },
  'office.comments.moderate': {
    request: async (business) => {
      const { id: recordId } = await business.record('office.customers')
      const { body } = await business.owner.post(`/records/office.customers/${recordId}/comments`, { body: 'theirs' })
      return {
        method: 'DELETE',
        path: `/comments/${body.data.id}`,
        asPerson: () => signedIn(business.app, 'clerk', business.tenantId),
      }
    },
  },
  'platform.jobs.update': {
    request: async (business) => ({ method: 'POST', path: `/jobs/${await business.job('queued')}/cancel` }),
  },
}

function insideResource({ name, path }: { name: string; path: string }): Record<string, Asked> {
  const bulk = (operation: (business: Business) => Promise<object>): Asked => ({
    request: async (business) => ({
      method: 'POST',
      path: `${path}/bulk`,
      body: { operations: [await operation(business)] },
    }),
  })
  return {
    [`${name}.create`]: bulk(async (business) => ({ action: 'create', data: await inputsOf(name).create(business) })),
    [`${name}.update`]: bulk(async (business) => ({
      action: 'update',
      id: (await business.record(name)).id,
      data: await inputsOf(name).change(business),
    })),
    [`${name}.delete`]: bulk(async (business) => ({ action: 'trash', id: (await business.record(name)).id })),
    [`${name}.purge`]: {
      request: async (business) => ({
        method: 'DELETE',
        path: `${path}/${(await business.record(name)).id}?permanent=true`,
      }),
    },
  }
}

function importing({ name }: { name: string }): Record<string, Asked> {
  const request = async () => ({ method: 'POST' as const, path: `/imports?resource=${name}`, file: 'Notes\nnew\n' })
  return { [`${name}.import`]: { request } }
}

function exporting({ name }: { name: string }): Record<string, Asked> {
  const request = async () => ({ method: 'POST' as const, path: '/exports', body: { resource: name, format: 'csv' } })
  return { [`${name}.export`]: { request } }
}
