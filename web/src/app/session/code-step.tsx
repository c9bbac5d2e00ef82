import type { Login } from '@groundwork/contract/platform/identity.ts'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { ApiProblem } from '#kit/api/problem.ts'
import { askForPasskey, hasPasskeys } from '#kit/session/passkeys.api.ts'
import { Door } from './door.tsx'
import { ProblemNote } from './problem-note.tsx'
import { t } from './session.text.ts'

interface CodeStepProps {
  error: unknown
  isBusy: boolean
  onFactor: (factor: Pick<Login, 'code' | 'passkey'>) => void
  onBack: () => void
}

/** The second factor. A text input, not six boxes: backup codes are longer, and phones can fill it in. */
export function CodeStep({ error, isBusy, onFactor, onBack }: CodeStepProps) {
  const form = useForm({ initialValues: { code: '' } })
  const ask = useMutation({
    mutationFn: () => askForPasskey('sign-in'),
    onSuccess: (passkey) => onFactor({ passkey }),
  })
  const isFirstAsk = error instanceof ApiProblem && error.is('auth.code-required')
  return (
    <Door title={t('codeTitle')} text={t('codeText')}>
      <ProblemNote error={isFirstAsk ? null : error} />
      <form onSubmit={form.onSubmit(({ code }) => onFactor({ code: code.trim() }))}>
        <Stack gap="md">
          <TextInput
            label={t('code')}
            autoComplete="one-time-code"
            inputMode="text"
            required
            withAsterisk={false}
            autoFocus
            size="md"
            {...form.getInputProps('code')}
          />
          {hasPasskeys() && (
            <Button variant="subtle" size="md" loading={ask.isPending} onClick={() => ask.mutate()}>
              {t('passkeyInstead')}
            </Button>
          )}
          <Group grow>
            <Button variant="default" size="md" onClick={onBack}>
              {t('back')}
            </Button>
            <Button type="submit" size="md" loading={isBusy}>
              {t('codeContinue')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Door>
  )
}
