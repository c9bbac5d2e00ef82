import type { FastifyReply } from 'fastify'

const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine sets style attributes and one style element at run time.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const SHARED_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(self), microphone=()',
  // Only meaningful behind TLS; browsers ignore it over plain http.
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
}

const API_HEADERS = {
  ...SHARED_HEADERS,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
}

const CONSOLE_HEADERS = { ...SHARED_HEADERS, 'Content-Security-Policy': CONSOLE_POLICY }

export function setApiHeaders(reply: FastifyReply): void {
  reply.headers(API_HEADERS)
}

export function setConsoleHeaders(reply: FastifyReply): void {
  reply.headers(CONSOLE_HEADERS)
}
