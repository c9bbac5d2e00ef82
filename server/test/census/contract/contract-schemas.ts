import { globSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const ROOT = join(import.meta.dirname, '../../../../contract/src')

/** Every schema that the contract exports, by `file:name`. */
export async function contractSchemas(): Promise<Map<string, z.ZodType>> {
  const schemas = new Map<string, z.ZodType>()
  for (const file of globSync('**/*.ts', { cwd: ROOT }).sort()) {
    const module: Record<string, unknown> = await import(join(ROOT, file))
    for (const [name, value] of Object.entries(module))
      if (value instanceof z.ZodType) schemas.set(`${file}:${name}`, value)
  }
  return schemas
}

/** Examples that their own schema refuses, in sentences. Looks into every part of the schema. */
export function exampleFaults(name: string, schema: z.ZodType): string[] {
  const faults: string[] = []
  visit(schema, name, new Set(), (part, path) => {
    const examples = part.meta()?.['examples']
    if (!Array.isArray(examples)) return
    for (const example of examples) {
      const result = part.safeParse(example)
      if (!result.success)
        faults.push(
          `${path}: the example ${JSON.stringify(example)} is not valid: ${result.error.issues[0]?.message ?? ''}`,
        )
    }
  })
  return faults
}

function visit(
  value: unknown,
  path: string,
  seen: Set<unknown>,
  look: (schema: z.ZodType, path: string) => void,
): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  if (value instanceof z.ZodType) {
    look(value, path)
    visit(value.def, path, seen, look)
    return
  }
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
  if (!isPlain) return
  for (const [key, inner] of Object.entries(value))
    visit(
      inner,
      ['shape', 'innerType', 'in', 'out', 'options', 'element'].includes(key) ? path : `${path}.${key}`,
      seen,
      look,
    )
}
