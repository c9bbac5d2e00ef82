import { Password } from '@groundwork/contract/platform/identity.ts'
import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useLocation } from '@tanstack/react-router'
import { z } from 'zod'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { Door } from './door.tsx'
import { BackLink } from './forgot-password-page.tsx'
import { ProblemNote } from './problem-note.tsx'
import { tokenFromHash, useResetPassword } from './session.api.ts'
import { t } from './session.text.ts'

const Values = z.strictObject({ password: Password })

export function ResetPasswordPage() {
  const token = tokenFromHash(useLocation().hash)
  const reset = useResetPassword()
  const form = useForm({ initialValues: { password: '' }, validate: (values) => errorsOf(Values, values) })
  if (!token) {
    return (
      <Door title={t('resetTitle')} aside={<BackLink />}>
        <Alert color="red" variant="light">
          {t('linkBroken')}
        </Alert>
      </Door>
    )
  }
  if (reset.isSuccess) {
    return (
      <Door title={t('resetTitle')} aside={<BackLink />}>
        <Text>{t('resetDone')}</Text>
      </Door>
    )
  }
  const handleSubmit = form.onSubmit(({ password }) =>
    reset.mutate({ token, password }, { onError: (error) => form.setErrors(serverErrors(error)) }),
  )
  return (
    <Door title={t('resetTitle')} aside={<BackLink />}>
      <ProblemNote error={reset.error} />
      <form onSubmit={handleSubmit} noValidate>
        <Stack gap="md">
          <PasswordInput
            label={t('newPassword')}
            description={t('passwordHint')}
            autoComplete="new-password"
            size="md"
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" loading={reset.isPending}>
            {t('setPassword')}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
