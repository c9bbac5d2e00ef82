import { UnstyledButton } from '@mantine/core'
import { fromContract } from '#ui/text/text.ts'
import { ApiProblem, requestIdOf, sentenceOf } from '../api/problem.ts'
import { t } from '../kit.text.ts'
import type { FieldSpec } from './field-spec.ts'
import classes from './record-form.module.css'
import type { FormApi } from './use-record-form.ts'

interface ErrorSummaryProps {
  form: FormApi
  specs: Map<string, FieldSpec>
  /** What the server said when it was not about a field. */
  problem: unknown
}

/** On top of the form: what needs another look, each line leading to its field. */
export function ErrorSummary({ form, specs, problem }: ErrorSummaryProps) {
  const order = [...specs.keys()]
  const errors = Object.entries(form.errors)
    .filter(([, message]) => Boolean(message))
    .toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other))
  const isAboutFields = problem instanceof ApiProblem && problem.details.length > 0
  if (errors.length === 0 && (!problem || isAboutFields)) return null
  return (
    <div className={classes.summary} role="alert">
      {Boolean(problem) && !isAboutFields && (
        <div>
          {sentenceOf(problem)} {requestIdOf(problem)}
        </div>
      )}
      {errors.length > 0 && <strong>{t('fixErrors', { count: errors.length })}</strong>}
      <ul>
        {errors.map(([path, message]) => (
          <li key={path}>
            <UnstyledButton onClick={() => focusField(path)}>
              {fromContract(specs.get(path)?.label ?? path)}
            </UnstyledButton>
            : {message}
          </li>
        ))}
      </ul>
    </div>
  )
}

export function focusField(path: string): void {
  const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)
  field?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}
