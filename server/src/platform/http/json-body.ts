import { isStorable } from '@groundwork/contract/http/fields.ts'
import type { FastifyInstance } from 'fastify'
import { AppError, invalidField } from '../errors.ts'
import { UNSTORABLE } from './parse.ts'

const MAX_DEPTH = 32
const decoder = new TextDecoder('utf-8', { fatal: true })

/** JSON is the only language of bodies here; anything else is a 415, so no form on another site can post to us. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    (request, body, done) => {
      try {
        // Fastify hands a Buffer for parseAs: 'buffer'; its type allows both.
        request.rawBody = body as Buffer
        done(null, parseJson(request.rawBody))
      } catch (error) {
        done(error as Error)
      }
    },
  )
}

/** Parses and refuses what would hurt later: bad UTF-8, too deep nesting, keys that reach for prototypes, half characters. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined
  const value = parseText(body)
  refuseDangerous(value, '', 0)
  return value
}

function parseText(body: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(body))
  } catch (cause) {
    const detail = cause instanceof SyntaxError ? cause.message : 'The body is not valid UTF-8'
    throw new AppError('request.malformed-json', detail, { cause, details: [{ field: 'body', message: detail }] })
  }
}

function refuseDangerous(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string' && !isStorable(value)) throw invalidField(path || 'body', UNSTORABLE)
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH) throw malformed(path || 'body', `Nested deeper than ${MAX_DEPTH} levels`)
  for (const key of Object.keys(value)) {
    const at = path ? `${path}.${key}` : key
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      throw malformed(at, 'This key is not allowed')
    refuseDangerous(Reflect.get(value, key), at, depth + 1)
  }
}

function malformed(field: string, message: string): AppError {
  return new AppError('request.malformed-json', `${field}: ${message}`, { details: [{ field, message }] })
}
