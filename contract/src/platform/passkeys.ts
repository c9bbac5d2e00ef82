import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'

// What browsers send of passkeys is Web Authentication's (W3C, Level 3); the names are theirs.

const Bytes = z
  .string()
  .max(20_000, 'At most 20000 characters')
  .regex(/^[A-Za-z0-9_-]*$/, 'Use base64url')

const credential = {
  id: Bytes,
  rawId: Bytes,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
  clientExtensionResults: z.record(z.string().max(100), z.unknown()).default({}),
}

export const PASSKEY_TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

export const PasskeyRegistration = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    authenticatorData: Bytes.optional(),
    transports: z.array(z.string().max(20)).max(10).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: Bytes.optional(),
  }),
})
export type PasskeyRegistration = z.infer<typeof PasskeyRegistration>

export const PasskeyAssertion = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: Bytes.nullish(),
  }),
})
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>

/** For `startRegistration` and `startAuthentication` of a browser library, or `navigator.credentials` itself. */
export const PasskeyOptions = z.record(z.string(), z.unknown())

const Name = text(60).meta({ title: 'Name', examples: ['Ana’s phone'] })

export const AddPasskey = z.strictObject({ name: Name, passkey: PasskeyRegistration })
export type AddPasskey = z.infer<typeof AddPasskey>
export const RenamePasskey = z.strictObject({ name: Name })
export type RenamePasskey = z.infer<typeof RenamePasskey>

export const Passkey = z.strictObject({
  id: Id,
  name: z.string(),
  isSynced: z.boolean().meta({ description: 'Backed up by its maker, so it outlives the device' }),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export type Passkey = z.infer<typeof Passkey>

export const PasskeyLogin = z.strictObject({
  passkey: PasskeyAssertion,
  tenant: z
    .string()
    .trim()
    .max(63)
    .optional()
    .meta({ description: 'Short name or id of the business, for people with several' }),
})
export type PasskeyLogin = z.infer<typeof PasskeyLogin>
