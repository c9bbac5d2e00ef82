import { Anchor, Button, Group, Modal, PasswordInput, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { whenStepUpRequired } from '#kit/api/client.ts'
import { serverErrors } from '#kit/form/field-errors.ts'
import { hasPasskeys, isGivenUp } from '#kit/session/passkeys.api.ts'
import { useMe } from '#kit/session/session.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { BusyFields } from '../busy-fields.tsx'
import { useConfirmByPasskey, useConfirmIdentity } from './step-up.api.ts'
import { t } from './step-up.text.ts'
import { answerStepUp, askForStepUp, isStepUpAsked, onStepUpChange } from './step-up.ts'

/** Stands in the frame and opens wherever the server asks once more who is there; then the deed goes on by itself. */
export function StepUpDialog() {
  const isAsked = useSyncExternalStore(onStepUpChange, isStepUpAsked)
  useEffect(() => whenStepUpRequired(askForStepUp), [])
  useEffect(() => {
    window.addEventListener('keydown', leaveOnEscape, { capture: true })
    return () => window.removeEventListener('keydown', leaveOnEscape, { capture: true })
  }, [])
  return (
    <Modal
      opened={isAsked}
      onClose={() => answerStepUp(false)}
      title={t('title')}
      zIndex={400}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': uiText('close') }}
    >
      <StepUpForm />
    </Modal>
  )
}

/** Takes Escape before the dialog below does: leaving the question must not throw away what was being filled in. */
function leaveOnEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || !isStepUpAsked()) return
  event.stopImmediatePropagation()
  answerStepUp(false)
}

function StepUpForm() {
  const { user } = useMe()
  const confirm = useConfirmIdentity()
  const [withCode, setWithCode] = useState(false)
  const byPasskey = useConfirmByPasskey()
  const form = useForm({ initialValues: { password: '', code: '' } })
  const handleSubmit = form.onSubmit(({ password, code }) =>
    confirm.mutate(withCode ? { code: code.trim() } : { password }, {
      onSuccess: () => answerStepUp(true),
      onError: (error) => form.setErrors(serverErrors(error)),
    }),
  )
  const handleSwitch = () => {
    confirm.reset()
    form.clearErrors()
    setWithCode(!withCode)
  }
  return (
    <BusyFields
      onSubmit={handleSubmit}
      isBusy={confirm.isPending}
      error={confirm.error ?? (isGivenUp(byPasskey.error) ? null : byPasskey.error)}
    >
      <Text size="sm">{t('text')}</Text>
      {/* Password managers fill the password of this account only when they see whose it is. */}
      <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
      {withCode ? (
        <TextInput
          key="code"
          label={t('code')}
          description={t('codeHelp')}
          inputMode="numeric"
          autoComplete="one-time-code"
          data-autofocus
          autoFocus
          {...form.getInputProps('code')}
        />
      ) : (
        <PasswordInput
          key="password"
          label={t('password')}
          description={t('noPassword')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="current-password"
          data-autofocus
          autoFocus={!withCode}
          {...form.getInputProps('password')}
        />
      )}
      <Group justify="space-between">
        {user.totpEnabled ? (
          <Anchor component="button" type="button" size="sm" onClick={handleSwitch}>
            {withCode ? t('usePassword') : t('useCode')}
          </Anchor>
        ) : (
          <span />
        )}
        {user.hasPasskey && hasPasskeys() && (
          <Button
            variant="default"
            loading={byPasskey.isPending}
            onClick={() => byPasskey.mutate(undefined, { onSuccess: () => answerStepUp(true) })}
          >
            {t('usePasskey')}
          </Button>
        )}
        <Button type="submit" loading={confirm.isPending}>
          {t('confirm')}
        </Button>
      </Group>
    </BusyFields>
  )
}
