import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Twilio signs the full address and the form's fields in order of their names: base64(HMAC-SHA1(token, url + k1v1k2v2...)).
 * Behind a proxy the port may be missing from what we know as our address, or be there in what Twilio called.
 */
export function isSignedByTwilio(
  authToken: string,
  { url, form, signature }: { url: string; form: URLSearchParams; signature: string },
): boolean {
  return variantsOf(url).some((address) => isEqual(twilioSignature(authToken, address, form), signature))
}

export function twilioSignature(authToken: string, url: string, form: URLSearchParams): string {
  const names = [...new Set(form.keys())].sort()
  const fields = names.map((name) =>
    [...new Set(form.getAll(name))]
      .sort()
      .map((value) => name + value)
      .join(''),
  )
  return createHmac('sha1', authToken)
    .update(url + fields.join(''))
    .digest('base64')
}

function variantsOf(url: string): string[] {
  const { protocol, port, hostname, pathname, search } = new URL(url)
  if (port) return [url, `${protocol}//${hostname}${pathname}${search}`]
  return [url, `${protocol}//${hostname}:${protocol === 'https:' ? 443 : 80}${pathname}${search}`]
}

function isEqual(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
