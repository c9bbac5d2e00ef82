import type { ProviderOutcome } from '@groundwork/contract/platform/sign-in-provider.ts'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { ApiProblem } from '#kit/api/problem.ts'
import { serverErrors } from '#kit/form/field-errors.ts'
import { TextLink } from '#kit/page/links.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useCompleteSignIn } from './provider.api.ts'
import { t } from './session.text.ts'

/** The password of an account that is not connected yet, and the code of whoever has a second factor. */
export function ProviderProofForm({ outcome: { kind, ticket, email } }: { outcome: ProviderOutcome }) {
  const complete = useCompleteSignIn()
  const needsPassword = kind === 'password-needed'
  const [needsCode, setNeedsCode] = useState(!needsPassword)
  const form = useForm({ initialValues: { password: '', code: '' } })
  const isCodeAsked = complete.error instanceof ApiProblem && complete.error.is('auth.code-required')
  const handleSubmit = form.onSubmit(({ password, code }) =>
    complete.mutate(
      {
        ticket: ticket ?? '',
        email: email ?? '',
        ...(needsPassword ? { password } : {}),
        ...(needsCode && code.trim() ? { code: code.trim() } : {}),
      },
      {
        onError: (error) => {
          if (error instanceof ApiProblem && error.is('auth.code-required')) setNeedsCode(true)
          else form.setErrors(serverErrors(error))
        },
      },
    ),
  )
  return (
    <form onSubmit={handleSubmit}>
      <ProblemNote error={isCodeAsked ? null : complete.error} />
      <Stack gap="md">
        {/* Password managers fill the password of this account only when they see whose it is. */}
        <input type="text" name="username" autoComplete="username" value={email ?? ''} readOnly hidden />
        {needsPassword && (
          <PasswordInput
            label={t('password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            autoFocus
            size="md"
            {...form.getInputProps('password')}
          />
        )}
        {needsCode && (
          <TextInput
            label={t('code')}
            description={t('codeText')}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            autoFocus
            size="md"
            {...form.getInputProps('code')}
          />
        )}
        <Button type="submit" size="md" loading={complete.isPending}>
          {t('codeContinue')}
        </Button>
        {needsPassword && (
          <TextLink to="/forgot-password" size="sm">
            {t('forgot')}
          </TextLink>
        )}
      </Stack>
    </form>
  )
}
