import type { FieldSpec } from './field-spec.ts'
import { fromValues, isSame, toValues, type Values } from './form-values.ts'

/** A field that both changed, each to something else. */
export interface Collision {
  spec: FieldSpec
  mine: unknown
  theirs: unknown
}

interface Versions {
  base: Values
  mine: Values
  theirs: Values
}

/** Three-way comparison: what the editing began with, what the form holds, what the record is now. */
export function findCollisions(fields: FieldSpec[], versions: Versions): Collision[] {
  const { base, mine, theirs } = normalised(fields, versions)
  return fields.flatMap((spec) => {
    const { path } = spec
    const isMineChanged = !isSame(base[path], mine[path])
    const isTheirsChanged = !isSame(base[path], theirs[path])
    const isCollision = isMineChanged && isTheirsChanged && !isSame(mine[path], theirs[path])
    return isCollision ? [{ spec, mine: mine[path], theirs: theirs[path] }] : []
  })
}

/** Their values everywhere but where only I changed something, or where I chose mine. */
export function mergeVersions(fields: FieldSpec[], versions: Versions, keepMine: ReadonlySet<string>): Values {
  const { base, mine, theirs } = normalised(fields, versions)
  const collisions = new Set(findCollisions(fields, versions).map(({ spec }) => spec.path))
  const takesMine = (path: string) => (collisions.has(path) ? keepMine.has(path) : !isSame(base[path], mine[path]))
  return toValues(
    fields,
    Object.fromEntries(fields.map(({ path }) => [path, takesMine(path) ? mine[path] : theirs[path]])),
  )
}

/** All three as the API writes them; `mine` comes from the form and is in its shape already. */
function normalised(fields: FieldSpec[], { base, mine, theirs }: Versions): Versions {
  const same = (record: Values) => fromValues(fields, toValues(fields, record))
  return { base: same(base), mine: fromValues(fields, mine), theirs: same(theirs) }
}
