// Routes without a caller: what keeps tenants apart there is what the request carries. A new one needs its line here, and
// with it comes its proof.

interface Link {
  proof: 'link'
  /** Where the link's token stands in the request. */
  place: 'params' | 'query' | 'body'
  /** Never: why it may work for as long as somebody keeps it. */
  expires: true | { never: string }
}

/** Refused without a signature that only the provider can make; signed ones are tested beside the code. */
interface Callback {
  proof: 'callback'
}

interface Stranger {
  proof: 'no tenant is named'
  because: string
}

export type PublicProof = Link | Callback | Stranger

const MAIL_LINK: Link = { proof: 'link', place: 'body', expires: true }
const FOR_EVER = { never: 'Whoever wants no mails must not be told that the link is too old' }

export const PUBLIC_ROUTES: Record<string, PublicProof> = {
  'GET /files/content/:token': { proof: 'link', place: 'params', expires: true },
  'GET /export-files': { proof: 'link', place: 'query', expires: true },
  'POST /unsubscribe/lookup': { proof: 'link', place: 'body', expires: FOR_EVER },
  'POST /unsubscribe': { proof: 'link', place: 'body', expires: FOR_EVER },
  'POST /unsubscribe/one-click': { proof: 'link', place: 'query', expires: FOR_EVER },
  'POST /auth/email/verify': MAIL_LINK,
  'POST /auth/password/reset': MAIL_LINK,
  'POST /auth/invitations/lookup': MAIL_LINK,
  'POST /auth/invitations/accept': MAIL_LINK,
  'POST /message-callbacks/twilio': { proof: 'callback' },
  'POST /message-callbacks/twilio/:reference': { proof: 'callback' },
  'POST /message-callbacks/sendgrid': { proof: 'callback' },
  'POST /auth/sign-up': { proof: 'no tenant is named', because: 'It opens a business of its own' },
  'POST /auth/login': { proof: 'no tenant is named', because: 'The account says where it belongs' },
  'POST /auth/refresh': { proof: 'no tenant is named', because: 'The session of the token says where' },
  'POST /auth/logout': { proof: 'no tenant is named', because: 'It ends the session that it came with' },
  'GET /auth/jwks': { proof: 'no tenant is named', because: 'Keys of the installation, public as such' },
  'POST /auth/password/forgot': { proof: 'no tenant is named', because: 'Answers the same for every address' },
  'GET /auth/passkeys/sign-in-options': {
    proof: 'no tenant is named',
    because: 'A challenge, and nothing about anybody',
  },
  'POST /auth/oidc/find': { proof: 'no tenant is named', because: 'Names of businesses that show their button to all' },
  'POST /auth/oidc/start': { proof: 'no tenant is named', because: 'A way to the provider, and nothing about anybody' },
  'POST /auth/oidc/callback': {
    proof: 'no tenant is named',
    because: 'The cookie, sealed by us, says for which business the provider was asked',
  },
  'POST /auth/oidc/complete': { proof: 'no tenant is named', because: 'The ticket, sealed by us, says which business' },
  'POST /auth/passkeys/sign-in': { proof: 'no tenant is named', because: 'The passkey says whose it is' },
}
