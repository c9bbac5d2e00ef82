import { Id } from '@groundwork/contract/http/fields.ts'
import { SignedIn } from '@groundwork/contract/platform/identity.ts'
import {
  AddPasskey,
  Passkey,
  PasskeyLogin,
  PasskeyOptions,
  RenamePasskey,
} from '@groundwork/contract/platform/passkeys.ts'
import { z } from 'zod'
import { change, list, manual, type Route, read, remove } from '#platform/http/route.ts'
import { signInWithPasskey } from './passkey-sign-in.ts'
import {
  addPasskey,
  confirmOptions,
  deleteOwnPasskey,
  listOwnPasskeys,
  registrationOptions,
  renameOwnPasskey,
  signInOptions,
} from './passkeys.service.ts'

const tag = 'Passkeys'
const ById = z.strictObject({ id: Id })

export const passkeyRoutes: Route[] = [
  list('/auth/passkeys', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'List your passkeys',
    reply: Passkey,
    run: (ctx) => listOwnPasskeys(ctx),
  }),
  read('/auth/passkeys/register-options', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'What a browser needs to make a passkey',
    description: 'Good for 5 minutes and one answer. Needs a confirmation (POST /auth/confirm).',
    reply: PasskeyOptions,
    run: async (ctx) => ({ ...(await registrationOptions(ctx)) }),
  }),
  manual('GET', '/auth/passkeys/sign-in-options', {
    access: { public: 'Signing in is how one stops being a stranger' },
    tag,
    summary: 'What a browser needs to sign in with a passkey',
    description: 'Good for 5 minutes and one answer. Names nobody: the authenticator offers what it has.',
    reply: PasskeyOptions,
    run: (ctx) => signInOptions(ctx),
  }),
  read('/auth/passkeys/confirm-options', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'What a browser needs to confirm with a passkey that it is you',
    reply: PasskeyOptions,
    run: async (ctx) => ({ ...(await confirmOptions(ctx)) }),
  }),
  change('POST', '/auth/passkeys', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Register a passkey',
    description: 'Needs a confirmation (POST /auth/confirm).',
    body: AddPasskey,
    reply: Passkey,
    status: 201,
    run: (ctx, { body }) => addPasskey(ctx, body),
  }),
  change('PATCH', '/auth/passkeys/:id', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Rename a passkey',
    params: ById,
    body: RenamePasskey,
    reply: Passkey,
    run: (ctx, { params, body }) => renameOwnPasskey(ctx, params.id, body.name),
  }),
  remove('DELETE', '/auth/passkeys/:id', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Delete a passkey',
    description: 'Needs a confirmation (POST /auth/confirm).',
    params: ById,
    run: (ctx, { params }) => deleteOwnPasskey(ctx, params.id),
  }),
  manual('POST', '/auth/passkeys/sign-in', {
    access: { public: 'Signing in is how one stops being a stranger' },
    tag,
    summary: 'Sign in with a passkey',
    description: 'Needs no password and no code: the authenticator is held and unlocked.',
    body: PasskeyLogin,
    reply: SignedIn,
    limits: ['sign-in'],
    notIdempotent: 'Every sign-in is a session of its own',
    run: (ctx, { body }) => signInWithPasskey(ctx, body),
  }),
]
