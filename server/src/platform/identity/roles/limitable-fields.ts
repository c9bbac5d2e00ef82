import type { LimitableField } from '@groundwork/contract/platform/roles.ts'
import type { z } from 'zod'
import type { ReadCtx } from '#platform/context.ts'
import { activeFieldsOf, fieldPath } from '#platform/custom-fields/fields-of.ts'
import { limitsOf } from '#platform/resource/field-rights.ts'
import { allResources } from '#platform/resource/registry.ts'
import type { AnyResource } from '#platform/resource/resource.ts'

type Limitable = z.infer<typeof LimitableField>

/** Every field of every resource that a role can hide or lock, as people know it: the product's and the business's own. */
export async function limitableFields(ctx: ReadCtx): Promise<Limitable[]> {
  const custom = await Promise.all(allResources().map((resource) => customOnes(ctx, resource)))
  return [...ownOnes(), ...custom.flat()]
}

async function customOnes(ctx: ReadCtx, resource: AnyResource): Promise<Limitable[]> {
  const fields = await activeFieldsOf(ctx, resource)
  return fields.map(({ key, label }) => {
    const field = fieldPath(key)
    return { resource: resource.name, field, title: label, limits: limitsOf(resource, field) }
  })
}

function ownOnes(): Limitable[] {
  return allResources().flatMap((resource) =>
    Object.keys(resource.schemas.record.shape).flatMap((field) => {
      const limits = limitsOf(resource, field)
      return limits.length > 0 ? [{ resource: resource.name, field, title: titleOf(resource, field), limits }] : []
    }),
  )
}

function titleOf({ schemas }: AnyResource, field: string): string {
  return titleIn(schemas.create, field) ?? titleIn(schemas.record, field) ?? inWords(field)
}

function titleIn(schema: unknown, field: string): string | undefined {
  // Create and record schemas are objects whose fields are schemas; the title stands on the field or around its type.
  let part = (schema as { shape?: Record<string, z.ZodType> }).shape?.[field]
  while (part) {
    const title = part.meta?.()?.title
    if (title) return title
    part = (part as unknown as { def?: { innerType?: z.ZodType } }).def?.innerType
  }
  return undefined
}

/** `lastServiced` as "Last serviced". */
function inWords(field: string): string {
  const words = field.replace(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
