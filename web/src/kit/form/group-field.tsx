import { Input } from '@mantine/core'
import { fromContract } from '#ui/text/text.ts'
import { FieldControl } from './field-control.tsx'
import type { FieldSpec } from './field-spec.ts'
import type { FormView } from './form-view.ts'
import classes from './record-form.module.css'
import type { FormApi } from './use-record-form.ts'

interface GroupFieldProps {
  spec: FieldSpec
  path: string
  form: FormApi
  view: Pick<FormView, 'wordOf' | 'records' | 'inputs' | 'isNeeded'>
}

const SIDE_BY_SIDE = 2

/** Fields that belong together under one name, such as an address; short ones stand in pairs. */
export function GroupField({ spec, path, form, view }: GroupFieldProps) {
  const prefix = path === spec.path ? '' : path.slice(0, path.length - spec.path.length)
  const pairs = Array.from({ length: Math.ceil(spec.fields.length / SIDE_BY_SIDE) }, (_, row) =>
    spec.fields.slice(row * SIDE_BY_SIDE, (row + 1) * SIDE_BY_SIDE),
  )
  return (
    <Input.Wrapper
      label={fromContract(spec.label)}
      description={spec.description && fromContract(spec.description)}
      labelElement="div"
      role="group"
      aria-label={spec.label}
      error={form.errors[path]}
    >
      <div className={classes.rows}>
        {pairs.map((pair) => (
          <div key={pair[0]?.path} className={classes.pair}>
            {pair.map((field) => (
              <FieldControl key={field.path} spec={field} path={`${prefix}${field.path}`} form={form} view={view} />
            ))}
          </div>
        ))}
      </div>
    </Input.Wrapper>
  )
}
