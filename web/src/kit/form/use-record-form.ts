import { useForm } from '@mantine/form'
import { useRef } from 'react'
import { errorsOf, serverErrors } from './field-errors.ts'
import { type FieldSpec, fieldsOfForm } from './field-spec.ts'
import { fromValues, toValues, type Values } from './form-values.ts'
import type { FormView } from './form-view.ts'

/** The form's values and errors, checked by the contract's schema; `specs` are the fields by path that one may set. */
export function useRecordForm(
  view: Pick<FormView, 'create' | 'custom'>,
  initial: object | undefined,
  isWritable = (_path: string) => true,
) {
  const fields = fieldsOfForm(view).filter(({ path }) => isWritable(path))
  const form = useForm<Values>({
    initialValues: toValues(fields, { ...initial }),
    validate: (values) => errorsOf(view.create, fromValues(fields, values)),
    clearInputErrorOnChange: true,
  })
  const isDone = useRef(false)
  /** Runs a save; what the server found goes to its fields, and leaving without asking is free once it went well. */
  const attempt = async (save: () => Promise<void>) => {
    isDone.current = true
    try {
      await save()
    } catch (error) {
      isDone.current = false
      form.setErrors(serverErrors(error))
    }
  }
  return {
    form,
    fields,
    specs: new Map(allOf(fields).map((field) => [field.path, field])),
    attempt,
    isUnsaved: () => form.isDirty() && !isDone.current,
  }
}

export type RecordFormState = ReturnType<typeof useRecordForm>
export type FormApi = RecordFormState['form']

function allOf(fields: FieldSpec[]): FieldSpec[] {
  return fields.flatMap((field) => [field, ...(field.kind === 'group' ? allOf(field.fields) : [])])
}
