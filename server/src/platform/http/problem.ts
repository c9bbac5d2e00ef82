import { ERROR_CLASSES, ERRORS, type ErrorRule } from '@groundwork/contract/errors.ts'
import type { Problem } from '@groundwork/contract/http/envelope.ts'
import type { FastifyError } from 'fastify'
import { toAppError } from '../database/violations.ts'
import { AppError } from '../errors.ts'

/** Whatever was thrown, as what the caller is told. Unknown errors become a 500 that tells nothing. */
export function toKnownError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return (
    fromFastify(error) ??
    toAppError(error) ??
    new AppError('request.internal', 'The request failed on our side; it is logged under the request id', {
      cause: error,
    })
  )
}

const FASTIFY_RULES: Record<string, ErrorRule> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed-json',
  FST_ERR_BAD_URL: 'request.not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'request.not-found',
  FST_ERR_NOT_FOUND: 'request.not-found',
}

const SENTENCES: Partial<Record<ErrorRule, string>> = {
  'request.media-type': 'Send the body as application/json',
  'request.too-large': 'The body is larger than this route takes; send less at once',
  'request.not-found': 'There is no such address; see /docs for those there are',
}

function fromFastify(error: unknown): AppError | undefined {
  const code = (error as Partial<FastifyError> | null)?.code
  const rule = code ? FASTIFY_RULES[code] : undefined
  if (!rule) return undefined
  return new AppError(rule, SENTENCES[rule] ?? (error as Error).message, { cause: error })
}

export function toProblem(error: AppError, request: { id: string; url: string; docsUrl: string; now: Date }): Problem {
  const { code, title } = ERRORS[error.rule]
  return {
    success: false,
    type: `${request.docsUrl}/errors#${error.rule.replaceAll('.', '')}`,
    title,
    status: ERROR_CLASSES[code],
    detail: error.message,
    code,
    rule: error.rule,
    details: error.details,
    // The path alone: a query may carry what does not belong into logs and screenshots.
    instance: request.url.split('?')[0] ?? '',
    ...(error.current === undefined ? {} : { current: error.current }),
    meta: { timestamp: request.now.toISOString(), requestId: request.id },
  }
}
