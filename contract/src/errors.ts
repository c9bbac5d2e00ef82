/** The classes of error: what a program branches on first. */
export const ERROR_CLASSES = {
  VALIDATION_ERROR: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  DUPLICATE_RECORD: 409,
  REFERENCE_ERROR: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RULE_VIOLATION: 422,
  PRECONDITION_REQUIRED: 428,
  RATE_LIMIT_EXCEEDED: 429,
  INTERNAL_ERROR: 500,
  EXTERNAL_SERVICE_ERROR: 502,
  OVERLOADED: 503,
} as const
export type ErrorClass = keyof typeof ERROR_CLASSES

interface ErrorEntry {
  code: ErrorClass
  title: string
}

// One row per rule, by area. Each has its section in docs/errors.md; the census fails otherwise.
export const ERRORS = {
  'request.invalid': { code: 'VALIDATION_ERROR', title: 'The request is not valid' },
  'request.malformed-json': { code: 'VALIDATION_ERROR', title: 'The body is not valid JSON' },
  'request.unknown-version': { code: 'VALIDATION_ERROR', title: 'Unknown API version' },
  'request.cursor-invalid': { code: 'VALIDATION_ERROR', title: 'The cursor is not valid' },
  'request.page-too-deep': { code: 'VALIDATION_ERROR', title: 'The page is too deep' },
  'request.too-large': { code: 'PAYLOAD_TOO_LARGE', title: 'The body is too large' },
  'request.media-type': { code: 'UNSUPPORTED_MEDIA_TYPE', title: 'Unsupported media type' },
  'request.not-found': { code: 'NOT_FOUND', title: 'Nothing is here' },
  'request.rate-limited': { code: 'RATE_LIMIT_EXCEEDED', title: 'Too many requests' },
  'request.overloaded': { code: 'OVERLOADED', title: 'The service is busy' },
  'request.internal': { code: 'INTERNAL_ERROR', title: 'Something went wrong on our side' },
  'request.timeout': { code: 'OVERLOADED', title: 'The request took too long' },
  'request.cross-site': { code: 'FORBIDDEN', title: 'The request comes from another site' },

  'idempotency.key-reused': { code: 'RULE_VIOLATION', title: 'The idempotency key was used for another request' },
  'idempotency.in-progress': { code: 'CONFLICT', title: 'The first request with this key is still running' },
  'idempotency.key-invalid': { code: 'VALIDATION_ERROR', title: 'The idempotency key is not valid' },

  'record.not-found': { code: 'NOT_FOUND', title: 'The record does not exist' },
  'record.changed': { code: 'PRECONDITION_FAILED', title: 'The record has changed since you read it' },
  'record.if-match-required': { code: 'PRECONDITION_REQUIRED', title: 'If-Match is required' },
  'record.reference-missing': { code: 'REFERENCE_ERROR', title: 'A record that is referred to does not exist' },
  'record.duplicate': { code: 'DUPLICATE_RECORD', title: 'A record like this exists' },
  'record.not-in-trash': { code: 'CONFLICT', title: 'The record is not in the trash' },
  'record.in-use': { code: 'REFERENCE_ERROR', title: 'Other records hang on this one' },
  'record.version-unknown': { code: 'RULE_VIOLATION', title: 'That version is not in the history' },
  'record.conflict': { code: 'CONFLICT', title: 'The change collided with another one' },
  'bulk.rolled-back': { code: 'RULE_VIOLATION', title: 'One operation failed, so none was done' },

  'auth.required': { code: 'UNAUTHORIZED', title: 'Sign in first' },
  'auth.credentials-invalid': { code: 'UNAUTHORIZED', title: 'E-mail or password is wrong' },
  'auth.code-required': { code: 'UNAUTHORIZED', title: 'A second factor is needed' },
  'auth.code-invalid': { code: 'UNAUTHORIZED', title: 'The code is wrong' },
  'auth.session-ended': { code: 'UNAUTHORIZED', title: 'The session has ended' },
  'auth.refresh-reused': { code: 'UNAUTHORIZED', title: 'The refresh token was used before' },
  'auth.token-invalid': { code: 'UNAUTHORIZED', title: 'The token is not valid' },
  'auth.link-invalid': { code: 'RULE_VIOLATION', title: 'The link is not valid any more' },
  'auth.email-taken': { code: 'DUPLICATE_RECORD', title: 'There is an account with this e-mail' },
  'auth.password-weak': { code: 'VALIDATION_ERROR', title: 'The password is too easy to guess' },
  'auth.step-up-required': { code: 'FORBIDDEN', title: 'Confirm that it is you' },
  'auth.person-required': { code: 'FORBIDDEN', title: 'Only a signed-in person can do this' },
  'auth.confirmation-failed': { code: 'FORBIDDEN', title: 'That did not confirm that it is you' },
  'auth.busy': { code: 'OVERLOADED', title: 'Too many sign-ins at once' },
  'auth.totp-already-on': { code: 'CONFLICT', title: 'The second factor is already on' },
  'auth.totp-not-on': { code: 'CONFLICT', title: 'The second factor is not on' },

  'access.permission-missing': { code: 'FORBIDDEN', title: 'Your role does not allow this' },
  'access.tenant-unknown': { code: 'FORBIDDEN', title: 'You do not belong to this tenant' },
  'access.tenant-read-only': { code: 'FORBIDDEN', title: 'The tenant is read-only' },
  'access.module-off': { code: 'FORBIDDEN', title: 'The module is switched off' },
  'access.role-too-high': { code: 'FORBIDDEN', title: 'You cannot give more than you have' },
  'access.key-permission-too-high': { code: 'FORBIDDEN', title: 'A key cannot do more than its maker' },

  'tenant.slug-taken': { code: 'DUPLICATE_RECORD', title: 'The short name is taken' },
  'user.last-owner': { code: 'RULE_VIOLATION', title: 'A tenant needs an owner' },
  'user.already-member': { code: 'DUPLICATE_RECORD', title: 'This person is already a member' },
  'user.not-joined': { code: 'CONFLICT', title: 'This person has not accepted the invitation' },
  'user.already-joined': { code: 'CONFLICT', title: 'This person has accepted the invitation' },
  'api-key.revoked': { code: 'CONFLICT', title: 'The key is revoked' },

  'events.too-many-streams': { code: 'RATE_LIMIT_EXCEEDED', title: 'Too many live connections' },
  'job.not-retryable': { code: 'CONFLICT', title: 'Only a failed job can be retried' },
  'job.not-cancellable': { code: 'CONFLICT', title: 'The job has ended' },
  'export.too-many-active': { code: 'RATE_LIMIT_EXCEEDED', title: 'Five exports are running already' },
  'export.not-ready': { code: 'CONFLICT', title: 'The file is not ready' },
  'import.file-unreadable': { code: 'VALIDATION_ERROR', title: 'The file cannot be read' },
  'import.not-in-state': { code: 'CONFLICT', title: 'The import is at another step' },
  'import.mapping-incomplete': { code: 'RULE_VIOLATION', title: 'The columns are not mapped completely' },
  'import.rows-wrong': { code: 'RULE_VIOLATION', title: 'Some rows are wrong, so nothing was imported' },
  'import.too-many-rows': { code: 'RULE_VIOLATION', title: 'The file has too many rows' },
  'automation.invalid': { code: 'RULE_VIOLATION', title: 'The automation cannot work like this' },
  'automation.run-not-retryable': { code: 'CONFLICT', title: 'Only a failed run can be retried' },
  'automation.event-gone': { code: 'RULE_VIOLATION', title: 'The event is no longer kept' },
  'automation.call-failed': { code: 'EXTERNAL_SERVICE_ERROR', title: 'The other server did not accept the call' },

  'customer.business-name-taken': { code: 'DUPLICATE_RECORD', title: 'There is a customer with this business name' },
  'customer.in-use': { code: 'REFERENCE_ERROR', title: 'Something active hangs on this customer' },
  'waste.bin-qr-code-taken': { code: 'DUPLICATE_RECORD', title: 'The QR code is in use' },
  'waste.bin-rfid-tag-taken': { code: 'DUPLICATE_RECORD', title: 'The RFID tag is in use' },
  'waste.bin-code-unknown': { code: 'NOT_FOUND', title: 'No bin has this code' },
} as const satisfies Record<string, ErrorEntry>

export type ErrorRule = keyof typeof ERRORS
