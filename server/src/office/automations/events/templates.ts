import { isStorable } from '@groundwork/contract/http/fields.ts'
import type { Variable } from './event-shape.ts'
import { fieldShape, type Shape } from './json-shape.ts'

// {{payload.record.qrCode}} stands for what is there. A place is looked up step by step and never evaluated, and what is
// found is put in as it is: a text that itself looks like a place stays that text.

const PLACE = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)\s*\}\}/g
const ONLY_PLACE = new RegExp(`^${PLACE.source}$`)

export type Facts = Record<Variable, unknown>

export function hasPlaces(value: unknown): boolean {
  return typeof value === 'string' && value.includes('{{')
}

/** A value with its places filled. One that is nothing but a place keeps the kind of what stands there. */
export function fillValue(value: unknown, facts: Facts): unknown {
  if (typeof value === 'string') return fillOne(value, facts)
  if (Array.isArray(value)) return value.map((item) => fillValue(item, facts))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fillValue(inner, facts)]))
}

export function fillText(text: string, facts: Facts, encode: (text: string) => string = (plain) => plain): string {
  return text.replaceAll(PLACE, (_, place: string) => encode(toText(lookUp(place, facts))))
}

function fillOne(text: string, facts: Facts): unknown {
  const only = ONLY_PLACE.exec(text.trim())?.[1]
  return only === undefined ? fillText(text, facts) : (lookUp(only, facts) ?? null)
}

function lookUp(place: string, facts: Facts): unknown {
  let value: unknown = facts
  for (const name of place.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = Reflect.get(value, name)
  }
  return value
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return isStorable(text) ? text : ''
}

/** Places that are not there, as sentences. */
export function placeProblems(value: unknown, shapes: Record<Variable, Shape>): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => placeProblems(item, shapes))
  if (typeof value === 'object' && value !== null)
    return Object.values(value).flatMap((inner) => placeProblems(inner, shapes))
  if (typeof value !== 'string') return []
  const left = value.replaceAll(PLACE, '')
  const broken = left.includes('{{') ? ['Write places as {{payload.record.status}}, names and dots only'] : []
  return [...broken, ...[...value.matchAll(PLACE)].flatMap(([whole, place = '']) => problemOf(whole, place, shapes))]
}

function problemOf(whole: string, place: string, shapes: Record<Variable, Shape>): string[] {
  const [variable = '', ...names] = place.split('.')
  let shape = Object.entries(shapes).find(([name]) => name === variable)?.[1]
  for (const name of names) shape &&= fieldShape(shape, name)
  return shape ? [] : [`${whole} is not something this event carries`]
}
