import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'

const MAX_BYTES = 1024 * 1024

/** The bytes as they came: signatures are over these, not over what a parser makes of them. */
export async function readBytes({ raw }: Pick<ManualCtx, 'raw'>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  // A route that takes files is handed the stream that the body arrives in; without a body there is none.
  for await (const chunk of (raw.request.body ?? []) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MAX_BYTES) throw new AppError('request.too-large', 'A callback has at most 1 MiB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export async function readForm(ctx: Pick<ManualCtx, 'raw'>): Promise<URLSearchParams> {
  return new URLSearchParams((await readBytes(ctx)).toString())
}
