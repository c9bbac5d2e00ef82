import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { serverErrors } from '#kit/form/field-errors.ts'
import { TextLink } from '#kit/page/links.tsx'
import { Door } from './door.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useForgotPassword } from './session.api.ts'
import { t } from './session.text.ts'

export function ForgotPasswordPage() {
  const forgot = useForgotPassword()
  const form = useForm({ initialValues: { email: '' } })
  const handleSubmit = form.onSubmit(({ email }) =>
    forgot.mutate(email, { onError: (error) => form.setErrors(serverErrors(error)) }),
  )
  if (forgot.isSuccess) {
    return (
      <Door title={t('sentTitle')} aside={<BackLink />}>
        <Text>{t('sentText', { email: form.values.email })}</Text>
      </Door>
    )
  }
  return (
    <Door title={t('forgotTitle')} text={t('forgotText')} aside={<BackLink />}>
      <ProblemNote error={forgot.error} />
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            size="md"
            {...form.getInputProps('email')}
          />
          <Button type="submit" size="md" loading={forgot.isPending}>
            {t('sendLink')}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}

export function BackLink() {
  return (
    <TextLink to="/sign-in" size="sm" underline="always">
      {t('backToSignIn')}
    </TextLink>
  )
}
