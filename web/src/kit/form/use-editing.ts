import { useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useChange } from '../resource/use-writes.ts'
import { useFieldRights } from '../session/field-rights.ts'
import { findCollisions, mergeVersions } from './conflict.ts'
import { asValues, changedFields, toValues, type Values } from './form-values.ts'
import type { FormView } from './form-view.ts'
import { useRecordForm } from './use-record-form.ts'

/** Editing one record: what it was when opened, what the form holds, and what to do when somebody else was faster. */
export function useEditing<T extends BaseRecord>(resource: Resource<T>, view: FormView, opened: T) {
  const { isWritable } = useFieldRights(resource.name)
  const record = useRecordForm(view, opened, isWritable)
  const change = useChange(resource)
  // Refetches in the background must not move what the changes are measured against.
  const [base, setBase] = useState(opened)
  const [theirs, setTheirs] = useState<T>()
  const { fields, form } = record

  /** Answers the record as saved, or as it was when nothing differs. */
  const saveFrom = async (from: T, values: Values): Promise<T> => {
    const body = changedFields(fields, toValues(fields, asValues(from)), values)
    if (Object.keys(body).length === 0) return from
    try {
      return await change.mutateAsync({ base: from, body })
    } catch (error) {
      // The problem carries the record as the API would answer it now.
      if (error instanceof ApiProblem && error.is('record.changed')) setTheirs(error.current as T | undefined)
      throw error
    }
  }
  const versionsWith = (current: T) => ({ base: asValues(base), mine: form.values, theirs: asValues(current) })
  const merge = (current: T, keepMine: ReadonlySet<string>): Promise<T> => {
    const merged = mergeVersions(fields, versionsWith(current), keepMine)
    form.setValues(merged)
    setBase(current)
    setTheirs(undefined)
    return saveFrom(current, merged)
  }
  return {
    record,
    base,
    isBusy: change.isPending,
    problem: theirs ? null : change.error,
    save: () => saveFrom(base, form.values),
    conflict: theirs && {
      version: theirs.version,
      collisions: findCollisions(fields, versionsWith(theirs)),
      resolve: (keepMine: ReadonlySet<string>) => merge(theirs, keepMine),
    },
  }
}
