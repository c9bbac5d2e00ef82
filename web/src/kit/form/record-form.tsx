import { Button } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { t as uiText } from '#ui/text/ui.text.ts'
import { t } from '../kit.text.ts'
import { ErrorSummary, focusField } from './error-summary.tsx'
import { FieldControl } from './field-control.tsx'
import type { FormGroup, FormView } from './form-view.ts'
import classes from './record-form.module.css'
import { UnsavedGuard } from './unsaved-guard.tsx'
import type { RecordFormState } from './use-record-form.ts'

interface RecordFormProps {
  view: FormView
  record: RecordFormState
  submitLabel: string
  onSave: () => Promise<void>
  onCancel: () => void
  state: { isBusy: boolean; problem: unknown; exceptId?: string }
}

/** A form made from the contract: one column, groups with headings, errors at the field and summed up on top. */
export function RecordForm({ view, record, submitLabel, onSave, onCancel, state }: RecordFormProps) {
  const { form, specs } = record
  const formRef = useRef<HTMLFormElement>(null)
  const { hints: Hints } = view
  const handleSubmit = form.onSubmit(
    () => record.attempt(onSave),
    (errors) => focusField(Object.keys(errors)[0] ?? ''),
  )
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) formRef.current?.requestSubmit()
  }
  return (
    <form ref={formRef} className={classes.form} onSubmit={handleSubmit} onKeyDown={handleKeyDown} noValidate>
      <UnsavedGuard isDirty={record.isUnsaved} />
      <ErrorSummary form={form} specs={specs} problem={state.problem} />
      <fieldset className={classes.fieldset} disabled={state.isBusy}>
        {view.groups.map((group, index) => (
          <Group key={group.title} group={group} view={view} record={record}>
            {index === 0 && Hints && (
              <Hints values={form.values} {...(state.exceptId ? { exceptId: state.exceptId } : {})} />
            )}
          </Group>
        ))}
        <div className={classes.footer}>
          <Button type="submit" loading={state.isBusy}>
            {submitLabel}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {uiText('cancel')}
          </Button>
          <span className={classes.hint}>{t('saveHint')}</span>
        </div>
      </fieldset>
    </form>
  )
}

interface GroupProps {
  group: FormGroup
  view: FormView
  record: RecordFormState
  children: ReactNode
}

function Group({ group, view, record: { form, specs }, children }: GroupProps) {
  const shown = (path: string) => specs.has(path) && (view.isShown?.(path, form.values) ?? true)
  const rows = group.rows.map((row) => [row].flat().filter(shown)).filter((row) => row.length > 0)
  if (rows.length === 0) return null
  return (
    <section className={classes.group}>
      <h2 className={classes.title}>{group.title}</h2>
      {group.text && <p className={classes.text}>{group.text}</p>}
      <div className={classes.rows}>
        {rows.map((row) => (
          <div key={row.join()} className={row.length > 1 ? classes.pair : undefined}>
            {row.map((path) => {
              const spec = specs.get(path)
              return spec && <FieldControl key={path} spec={spec} form={form} view={view} />
            })}
          </div>
        ))}
        {children}
      </div>
    </section>
  )
}
