/** What the API says when it says no: RFC 9457 problem details, thrown. */
export class ApiProblem extends Error {
  readonly status: number
  /** The class to branch on, such as CONFLICT. */
  readonly code: string
  /** The exact reason, such as waste.bin-qr-code-taken. */
  readonly rule: string
  readonly details: readonly { field: string; message: string }[]
  readonly requestId: string | undefined
  /** Seconds to wait before asking again, where the API says so. */
  readonly retryAfterSeconds: number | undefined
  /** With 412: the record as it stands. */
  readonly current: unknown

  constructor(body: ProblemBody, response: Response) {
    super(body.detail ?? `${response.status} ${response.statusText}`)
    this.status = response.status
    this.code = body.code ?? 'INTERNAL_ERROR'
    this.rule = body.rule ?? 'request.internal'
    this.details = body.details ?? []
    this.requestId = response.headers.get('x-request-id') ?? undefined
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
    this.retryAfterSeconds = Number.isNaN(retryAfter) ? undefined : retryAfter
    this.current = body.current
  }
}

interface ProblemBody {
  detail?: string
  code?: string
  rule?: string
  details?: { field: string; message: string }[]
  current?: unknown
}

export async function toProblem(response: Response): Promise<ApiProblem> {
  // A proxy in between may answer with a page of its own.
  const body: ProblemBody = await response.json().catch(() => ({}))
  return new ApiProblem(body, response)
}
