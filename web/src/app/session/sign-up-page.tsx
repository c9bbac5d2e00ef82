import { type MODULES, SignUp } from '@groundwork/contract/platform/identity.ts'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { TextLink } from '#kit/page/links.tsx'
import { Door } from './door.tsx'
import { ModuleChoice } from './module-choice.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useSignUp } from './session.api.ts'
import { t } from './session.text.ts'

type Module = (typeof MODULES)[number]

// Most businesses stand where their owner sits; it can be changed in the settings.
const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
const initialValues = { name: '', email: '', password: '', tenant: { name: '', modules: ['waste'] as Module[] } }

export function SignUpPage() {
  const signUp = useSignUp()
  const form = useForm({ initialValues, validate: (values) => errorsOf(SignUp, values) })
  const handleSubmit = form.onSubmit((values) =>
    signUp.mutate(
      { ...values, tenant: { ...values.tenant, timeZone } },
      { onError: (error) => form.setErrors(serverErrors(error)) },
    ),
  )
  return (
    <Door title={t('signUpTitle')} text={t('signUpText')} aside={<SignInLink />}>
      <ProblemNote error={signUp.error} />
      <form onSubmit={handleSubmit} noValidate>
        <fieldset disabled={signUp.isPending} style={{ border: 0, padding: 0, margin: 0 }}>
          <Stack gap="md">
            <TextInput label={t('businessName')} autoComplete="organization" {...form.getInputProps('tenant.name')} />
            <TextInput label={t('yourName')} autoComplete="name" {...form.getInputProps('name')} />
            <TextInput label={t('email')} type="email" autoComplete="username" {...form.getInputProps('email')} />
            <PasswordInput
              label={t('password')}
              description={t('passwordHint')}
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
            <ModuleChoice
              value={form.values.tenant.modules}
              onChange={(modules) => form.setFieldValue('tenant.modules', modules)}
            />
            <Button type="submit" size="md" fullWidth loading={signUp.isPending}>
              {t('create')}
            </Button>
          </Stack>
        </fieldset>
      </form>
    </Door>
  )
}

function SignInLink() {
  return (
    <>
      {t('haveAccount')}{' '}
      <TextLink to="/sign-in" size="sm" underline="always">
        {t('signIn')}
      </TextLink>
    </>
  )
}
