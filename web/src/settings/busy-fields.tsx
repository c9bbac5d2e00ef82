import { Alert, Stack } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef } from 'react'
import { ApiProblem, sentenceOf } from '#kit/api/problem.ts'

interface BusyFieldsProps {
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void
  isBusy: boolean
  error: unknown
  children: ReactNode
}

/** A small form: one column, disabled while it is under way, what the server said on top unless it is about a field. */
export function BusyFields({ onSubmit, isBusy, error, children }: BusyFieldsProps) {
  const formRef = useRef<HTMLFormElement>(null)
  const isAboutFields = error instanceof ApiProblem && error.details.length > 0
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) formRef.current?.requestSubmit()
  }
  return (
    <form ref={formRef} onSubmit={onSubmit} onKeyDown={handleKeyDown} noValidate>
      <fieldset disabled={isBusy} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
        <Stack gap="md">
          {Boolean(error) && !isAboutFields && (
            <Alert color="red" variant="light" role="alert">
              {sentenceOf(error)}
            </Alert>
          )}
          {children}
        </Stack>
      </fieldset>
    </form>
  )
}
