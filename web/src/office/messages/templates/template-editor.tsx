import type { MessageEvent, MessageTemplate } from '@groundwork/contract/office/message-templates.ts'
import { SaveTemplate } from '@groundwork/contract/office/message-templates.ts'
import { Alert, Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef } from 'react'
import { complain } from '#kit/api/complain.ts'
import { ApiProblem, sentenceOf } from '#kit/api/problem.ts'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { UnsavedGuard } from '#kit/form/unsaved-guard.tsx'
import { useMay } from '#kit/session/session.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { toast } from '#ui/toast.tsx'
import classes from './template-editor.module.css'
import { TemplatePreview } from './template-preview.tsx'
import { keyOf, useResetTemplate, useSaveTemplate } from './templates.api.ts'
import { t } from './templates.text.ts'
import { VariablePalette } from './variable-palette.tsx'

interface TemplateEditorProps {
  event: MessageEvent
  template: MessageTemplate
  /** Whose data the preview shows; kept while templates are changed and saved. */
  shownFor: [customerId: string | null, onCustomer: (id: string | null) => void]
}

export function TemplateEditor({ event, template, shownFor: [customerId, onCustomer] }: TemplateEditorProps) {
  const mayChange = useMay()('office.message-templates.manage')
  const save = useSaveTemplate()
  const isMail = template.channel === 'email'
  const form = useForm<Values>({
    initialValues: { subject: template.subject ?? '', body: template.body, isActive: template.isActive },
    validate: (values) => errorsOf(SaveTemplate, toWords(values, isMail)),
  })
  const bodyRef = useRef<HTMLTextAreaElement>(null)
  // Awaited: a save makes the next version, for which the editor is mounted anew, and callbacks of the old one are dropped.
  const handleSubmit = form.onSubmit(async (values) => {
    try {
      await save.mutateAsync({ key: keyOf(template), words: toWords(values, isMail), version: template.version })
      toast({ message: t('saved') })
    } catch (error) {
      form.setErrors(serverErrors(error))
    }
  })
  /** At the cursor, or at the end where there has been none. */
  const insert = (name: string) => {
    const { body } = form.values
    const at = bodyRef.current?.selectionEnd ?? body.length
    form.setFieldValue('body', `${body.slice(0, at)}{{${name}}}${body.slice(at)}`)
    bodyRef.current?.focus()
  }
  return (
    <div className={classes.columns}>
      <form onSubmit={handleSubmit} noValidate>
        <UnsavedGuard isDirty={() => form.isDirty() && !save.isSuccess} />
        <fieldset disabled={!mayChange || save.isPending} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
          <Stack gap="md">
            <SaveProblem error={save.error} />
            {isMail && <TextInput label={t('subject')} {...form.getInputProps('subject')} />}
            <Textarea
              ref={bodyRef}
              label={t('body')}
              description={isMail ? t('bodyHelp') : undefined}
              autosize
              minRows={isMail ? 9 : 4}
              maxRows={20}
              {...form.getInputProps('body')}
            />
            <VariablePalette variables={event.variables} onChoose={insert} />
            <Switch label={t('active')} {...form.getInputProps('isActive', { type: 'checkbox' })} />
            {mayChange && (
              <Group gap="xs">
                <Button type="submit" loading={save.isPending}>
                  {t('save')}
                </Button>
                {!template.isBuiltIn && <ResetButton template={template} />}
              </Group>
            )}
          </Stack>
        </fieldset>
      </form>
      {mayChange && (
        <TemplatePreview
          event={event}
          draft={{ ...keyOf(template), ...toWords(form.values, isMail) }}
          customerId={customerId}
          onCustomer={onCustomer}
        />
      )}
    </div>
  )
}

interface Values {
  subject: string
  body: string
  isActive: boolean
}

function toWords({ subject, body, isActive }: Values, isMail: boolean): SaveTemplate {
  return { subject: isMail ? subject : null, body, isActive }
}

/** What is about a field stands at the field; here is the rest. */
function SaveProblem({ error }: { error: unknown }) {
  if (!error || (error instanceof ApiProblem && error.details.length > 0)) return null
  const isStale = error instanceof ApiProblem && error.is('record.changed')
  return (
    <Alert color="red" variant="light" role="alert">
      {isStale ? t('stale') : sentenceOf(error)}
    </Alert>
  )
}

function ResetButton({ template }: { template: MessageTemplate }) {
  const reset = useResetTemplate()
  const handleConfirm = () =>
    void reset.mutateAsync(keyOf(template)).then(() => toast({ message: t('resetDone') }), complain)
  return (
    <ConfirmButton
      question={t('resetQuestion')}
      confirmLabel={t('reset')}
      position="bottom-start"
      loading={reset.isPending}
      onConfirm={handleConfirm}
    >
      {t('reset')}
    </ConfirmButton>
  )
}
