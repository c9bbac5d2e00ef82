import { AppError } from '#platform/errors.ts'

export function linkInvalid(): AppError {
  return new AppError(
    'auth.link-invalid',
    'The link has expired, was used before, or was replaced by a newer one; ask for a new one',
  )
}
