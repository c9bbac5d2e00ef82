import type { AuditEntry } from '@groundwork/contract/platform/audit.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'

// `waste.bin.updated` reads "Bin updated". Words are made from the name, so that a new action needs no entry here; only
// those that would read wrong have one.

const EXCEPTIONS: Record<string, string> = {
  'auth.signed-in': 'Signed in',
  'auth.signed-out': 'Signed out',
  'auth.signed-up': 'Signed up',
  'auth.sign-in-refused': 'Sign-in refused',
  'auth.confirmed': 'Identity confirmed',
  'auth.confirmation-refused': 'Identity not confirmed',
  'auth.identity-connected': 'Account of a provider connected',
  'auth.identity-disconnected': 'Account of a provider disconnected',
  'auth.totp-started': 'Second factor begun',
  'auth.totp-enabled': 'Second factor switched on',
  'auth.totp-disabled': 'Second factor switched off',
  'auth.email-verified': 'E-mail verified',
  'auth.tenant-switched': 'Switched the business',
  'auth.refresh-reused': 'Used refresh token came back',
  'user.invited': 'Person invited',
  'user.joined': 'Person joined',
  'user.updated': 'Person changed',
  'user.created': 'Person added by the operator',
  'user.removed': 'Person removed',
  'user.invitation-resent': 'Invitation sent again',
  'user.profile-updated': 'Profile changed',
  'tenant.updated': 'Business settings changed',
  'sign-in-provider.updated': 'Single sign-on changed',
  'tenant.created': 'Business created',
  'api-key.created': 'API key made',
  'api-key.revoked': 'API key revoked',
  'api-key.updated': 'API key changed',
  'api-key.rotated': 'API key rotated',
  'api-key.previous-ended': 'Old secret of an API key ended',
  'api-key.address-refused': 'API key refused from an address',
  'support.granted': 'Support let in',
  'support.entered': 'Came in as support',
  'support.left': 'Left as support',
  'support.ended': 'Access for support ended',
}

export function deedWords(action: string): string {
  const known = EXCEPTIONS[action]
  if (known) return known
  const [deed = '', subject = ''] = action.split('.').toReversed()
  // What was done about a sign-in says everything by itself: "Password changed".
  const words = subject === 'auth' ? deed : `${subject} ${deed}`
  return sentence(words.replaceAll('-', ' '))
}

// What records are called by, in the order in which it is worth showing.
const NAME_FIELDS = ['name', 'businessName', 'lastName', 'qrCode', 'email'] as const

/** "Bins, BIN-1004": the kind, and the name where the entry carries it. */
export function recordWords({ resource, changes }: AuditEntry): string {
  if (!resource) return ''
  const field = NAME_FIELDS.find((name) => changes?.[name])
  const { after, before } = (field && changes?.[field]) || { after: null, before: null }
  return [resourceTitle(resource.type), after ?? before].filter(Boolean).join(', ')
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
