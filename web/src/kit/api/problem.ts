import type { ErrorRule } from '@groundwork/contract/errors.ts'
import type { Problem } from '@groundwork/contract/http/envelope.ts'
import { t } from '../kit.text.ts'

/** What the server said no to, as something to throw, catch and show. */
export class ApiProblem extends Error {
  readonly status: number
  readonly rule: string
  readonly details: Problem['details']
  readonly requestId: string | undefined
  /** With 412: the record as it is now. */
  readonly current: unknown

  constructor(problem: Pick<Problem, 'status' | 'rule' | 'detail'> & Partial<Problem> & { current?: unknown }) {
    super(problem.detail)
    this.name = 'ApiProblem'
    this.status = problem.status
    this.rule = problem.rule
    this.details = problem.details ?? []
    this.requestId = problem.meta?.requestId
    this.current = problem.current
  }

  is(rule: ErrorRule): boolean {
    return this.rule === rule
  }
}

/** The request never got an answer. */
export class OfflineError extends Error {
  constructor(cause: unknown) {
    super(t('offline'), { cause })
    this.name = 'OfflineError'
  }
}

export async function toProblem(response: Response): Promise<ApiProblem> {
  try {
    // Every error of the API is a problem document; anything else comes from something in between.
    const body = (await response.json()) as Problem & { current?: unknown }
    if (body.success === false) return new ApiProblem(body)
  } catch {
    // Not JSON: a proxy's page. The status is all there is.
  }
  return new ApiProblem({
    status: response.status,
    rule: 'request.internal',
    detail: `${response.status} ${response.statusText}`.trim(),
  })
}

export function sentenceOf(error: unknown): string {
  return error instanceof ApiProblem || error instanceof OfflineError ? error.message : t('unexpected')
}

export function requestIdOf(error: unknown): string | undefined {
  return error instanceof ApiProblem ? error.requestId : undefined
}
