import type { ComponentType } from 'react'
import type { z } from 'zod'
import type { Resource } from '../resource/resource.ts'
import type { FieldSpec } from './field-spec.ts'
import type { Values } from './form-values.ts'
import type { FormApi } from './use-record-form.ts'

export interface FormGroup {
  title: string
  text?: string
  /** Paths, one a line; two in one line stand side by side. */
  rows: (string | [string, string])[]
}

export interface CustomInputProps {
  spec: FieldSpec
  form: FormApi
}

/** How the form of one kind of record looks; labels, help, bounds and rules come from its contract. */
export interface FormView {
  create: z.ZodType
  update: z.ZodType
  /** The fields that the business has defined, once they are known; see kit/custom-fields. */
  custom?: FieldSpec[]
  groups: FormGroup[]
  /** The word shown for a value of an enumeration. */
  wordOf: (path: string, value: string) => string
  /** Fields that hold the id of another record. */
  records?: Record<string, Resource<never>>
  /** Fields that are more than an input: a place on a map. */
  inputs?: Record<string, ComponentType<CustomInputProps>>
  isShown?: (path: string, values: Values) => boolean
  /** Needed by a rule between fields, which the schema's shape does not show. */
  isNeeded?: (path: string, values: Values) => boolean
  /** Under the first group: what is worth knowing while the form is being filled. */
  hints?: ComponentType<{ values: Values; exceptId?: string }>
}
