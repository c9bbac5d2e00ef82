import type { Login } from '@groundwork/contract/platform/identity.ts'
import type { FoundProviders } from '@groundwork/contract/platform/sign-in-provider.ts'
import { Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { ApiProblem } from '#kit/api/problem.ts'
import { serverErrors } from '#kit/form/field-errors.ts'
import { ButtonLink, TextLink } from '#kit/page/links.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { CodeStep } from './code-step.tsx'
import { Door } from './door.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useProviders } from './provider.api.ts'
import { ProviderButtons } from './provider-buttons.tsx'
import { useSignIn } from './session.api.ts'
import { t } from './session.text.ts'

export function SignInPage() {
  const { state } = useUrlState()
  const signIn = useSignIn(state['next'])
  const { data: providers = [] } = useProviders(state['business'] ?? '')
  const hasProvider = providers.length > 0
  const [needsCode, setNeedsCode] = useState(false)
  const form = useForm({ initialValues: { email: state['email'] ?? '', password: '' } })
  const submit = (factor: Pick<Login, 'code' | 'passkey'> = {}) =>
    signIn.mutate(
      { ...form.values, ...factor },
      {
        onError: (error) => {
          if (error instanceof ApiProblem && error.is('auth.code-required')) setNeedsCode(true)
          form.setErrors(serverErrors(error))
        },
      },
    )
  if (needsCode)
    return (
      <CodeStep error={signIn.error} isBusy={signIn.isPending} onFactor={submit} onBack={() => setNeedsCode(false)} />
    )
  return (
    <Door title={t('signInTitle')} text={state['next'] ? t('endedTitle') : t('signInText')} aside={<SignUpLink />}>
      <ProblemNote error={signIn.error} />
      {hasProvider && <OwnProvider providers={providers} next={state['next']} />}
      <form onSubmit={form.onSubmit(() => submit())}>
        <fieldset disabled={signIn.isPending} style={{ border: 0, padding: 0, margin: 0 }}>
          <Stack gap="md">
            <TextInput
              label={t('email')}
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
              data-autofocus
              size="md"
              {...form.getInputProps('email')}
            />
            <PasswordInput
              label={t('password')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              size="md"
              {...form.getInputProps('password')}
            />
            <Button
              type="submit"
              size="md"
              fullWidth
              variant={hasProvider ? 'default' : 'filled'}
              loading={signIn.isPending}
            >
              {t('signIn')}
            </Button>
            <PasskeyButton next={state['next']} />
            {!hasProvider && (
              <ButtonLink to={ssoPage(state['next'])} variant="default" size="md" fullWidth>
                {t('sso')}
              </ButtonLink>
            )}
            <TextLink to="/forgot-password" size="sm">
              {t('forgot')}
            </TextLink>
          </Stack>
        </fieldset>
      </form>
    </Door>
  )
}

/** Who came by the sign-in link of a business sees its provider first. */
function OwnProvider({ providers, next }: { providers: FoundProviders['providers']; next: string | undefined }) {
  return (
    <>
      <ProviderButtons providers={providers} next={next} variant="filled" />
      <Divider label={t('orOwn')} my="md" />
    </>
  )
}

function ssoPage(next: string | undefined): string {
  return next ? `/sign-in/sso?next=${encodeURIComponent(next)}` : '/sign-in/sso'
}

function SignUpLink() {
  return (
    <>
      {t('noAccount')}{' '}
      <TextLink to="/sign-up" size="sm" underline="always">
        {t('createAccount')}
      </TextLink>
    </>
  )
}
