type Json = Record<string, unknown>

const BY_FORMAT: Record<string, string> = {
  uuid: '019a9c5e-6f00-7000-8000-000000000001',
  email: 'ana@example.com',
  'date-time': '2026-11-20T09:30:00Z',
  date: '2026-11-20',
  uri: 'https://example.com',
  password: 'a long phrase that only you know',
}

/** A body that the schema accepts, for the docs: its own examples where it has them, plain values elsewhere. */
export function exampleOf(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return {}
  const { examples, default: fallback, const: constant, enum: words, anyOf, oneOf } = schema as Json
  if (Array.isArray(examples) && examples.length > 0) return examples[0]
  if (fallback !== undefined) return fallback
  if (constant !== undefined) return constant
  if (Array.isArray(words)) return words[0]
  const options = anyOf ?? oneOf
  if (Array.isArray(options)) return exampleOf(options.find((option) => (option as Json)['type'] !== 'null'))
  return exampleOfType(schema as Json)
}

function exampleOfType(schema: Json): unknown {
  const { type, format, minimum, minLength } = schema
  switch (Array.isArray(type) ? type.find((one) => one !== 'null') : type) {
    case 'object':
      return exampleObject(schema)
    case 'array':
      return Number(schema['minItems'] ?? 0) > 0 ? [exampleOf(schema['items'])] : []
    case 'integer':
    case 'number':
      return typeof minimum === 'number' && minimum > 0 ? minimum : 1
    case 'boolean':
      return true
    case 'string':
      return BY_FORMAT[String(format)] ?? 'text'.padEnd(Number(minLength ?? 0), '-')
    default:
      return {}
  }
}

/** What is required, and whatever else has an example worth showing. */
function exampleObject({ properties = {}, required = [] }: Json): Json {
  const entries = Object.entries(properties as Json)
  const shown = entries.filter(([name, schema]) => (required as string[]).includes(name) || hasExample(schema))
  return Object.fromEntries(shown.map(([name, schema]) => [name, exampleOf(schema)]))
}

function hasExample(schema: unknown): boolean {
  return Array.isArray((schema as Json)['examples'])
}
