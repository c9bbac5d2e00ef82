import { OfflineError, toProblem } from './problem.ts'

interface UploadOptions {
  /** From 0 to 1. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/** A file as the body of a request. Not `fetch`, which cannot say how much has gone out. */
export function upload<T>(address: string, file: File, { onProgress, signal }: UploadOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => answerOf<T>(request).then(resolve, reject)
    request.onerror = () => reject(new OfflineError(new Error('The upload was cut off')))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

async function answerOf<T>({ status, statusText, responseText }: XMLHttpRequest): Promise<T> {
  const response = new Response(responseText, { status, statusText })
  if (!response.ok) throw await toProblem(response)
  // The server parses each reply by the contract's schema before it leaves, so the shape holds.
  const body = (await response.json()) as { data: T }
  return body.data
}
