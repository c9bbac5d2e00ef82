import { type Route, stream } from '#platform/http/route.ts'

export const jwksRoutes: Route[] = [
  // Bare, not in the envelope: this is the form that libraries which verify tokens expect.
  stream('/auth/jwks', {
    access: { public: 'Public keys are for everybody who verifies our tokens' },
    tag: 'Sign-in',
    summary: 'The public keys of access tokens',
    description: 'A JSON Web Key Set. Look again when a token names a key you do not know.',
    run: async ({ services, raw }) => {
      const keys = await services.identity.signingKeys.publicJwks()
      await raw.reply
        .type('application/jwk-set+json')
        .header('Cache-Control', 'public, max-age=300')
        .send(JSON.stringify({ keys }))
    },
  }),
]
