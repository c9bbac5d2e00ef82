// What a JSON schema says about a place in a value. Only as much of JSON Schema as zod writes.

export interface Shape {
  [key: string]: unknown
}

/** Says nothing, so everything is possible. */
export const ANYTHING: Shape = {}

/** The alternatives of a value that is there. */
function variantsOf(shape: Shape): Shape[] {
  const inner = [shape['anyOf'], shape['oneOf']].flatMap((list) => (Array.isArray(list) ? (list as Shape[]) : []))
  return inner.length > 0 ? inner.flatMap(variantsOf) : shape['type'] === 'null' ? [] : [shape]
}

export function isNullable(shape: Shape): boolean {
  const inner = [shape['anyOf'], shape['oneOf']].flatMap((list) => (Array.isArray(list) ? (list as Shape[]) : []))
  return shape['type'] === 'null' || inner.some(isNullable)
}

/** The value where it is there: without null. The first of several kinds stands for all. */
export function presentShape(shape: Shape): Shape {
  return variantsOf(shape)[0] ?? ANYTHING
}

export function propertiesOf(shape: Shape): Record<string, Shape> {
  const properties = presentShape(shape)['properties']
  // zod writes objects as properties of schemas.
  return typeof properties === 'object' && properties !== null ? (properties as Record<string, Shape>) : {}
}

export function requiredOf(shape: Shape): readonly string[] {
  const required = presentShape(shape)['required']
  return Array.isArray(required) ? required : []
}

/** What stands in a field; undefined where there can be none of that name. */
export function fieldShape(shape: Shape, name: string): Shape | undefined {
  for (const variant of variantsOf(shape)) {
    const known = propertiesOf(variant)
    if (Object.hasOwn(known, name)) return known[name]
    if (variant['type'] === undefined) return ANYTHING
    if (variant['type'] === 'object' && isOpen(variant)) return shapeOr(variant['additionalProperties'])
  }
  return undefined
}

/** What a list holds. */
export function itemShape(shape: Shape): Shape {
  return shapeOr(presentShape(shape)['items'])
}

function isOpen(shape: Shape): boolean {
  const more = shape['additionalProperties']
  return typeof more === 'object' && more !== null ? true : more === true || shape['properties'] === undefined
}

function shapeOr(value: unknown): Shape {
  return typeof value === 'object' && value !== null ? (value as Shape) : ANYTHING
}

/** A value of this shape, to try things on. */
export function sampleOf(shape: Shape): unknown {
  const present = presentShape(shape)
  const [word] = Array.isArray(present['enum']) ? present['enum'] : []
  if (word !== undefined) return word
  if (present['const'] !== undefined) return present['const']
  switch (present['type']) {
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return true
    case 'array':
      return [sampleOf(itemShape(present))]
    case 'object':
      return Object.fromEntries(requiredOf(present).map((name) => [name, sampleOf(propertiesOf(present)[name] ?? {})]))
    case 'string':
      return present['format'] === 'date-time' ? '2026-11-20T09:30:00Z' : 'text'
    default:
      return null
  }
}
