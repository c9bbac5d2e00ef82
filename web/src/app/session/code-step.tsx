import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { ApiProblem } from '#kit/api/problem.ts'
import { Door } from './door.tsx'
import { ProblemNote } from './problem-note.tsx'
import { t } from './session.text.ts'

interface CodeStepProps {
  error: unknown
  isBusy: boolean
  onCode: (code: string) => void
  onBack: () => void
}

/** The second factor. A text input, not six boxes: backup codes are longer, and phones can fill it in. */
export function CodeStep({ error, isBusy, onCode, onBack }: CodeStepProps) {
  const form = useForm({ initialValues: { code: '' } })
  const isFirstAsk = error instanceof ApiProblem && error.is('auth.code-required')
  return (
    <Door title={t('codeTitle')} text={t('codeText')}>
      <ProblemNote error={isFirstAsk ? null : error} />
      <form onSubmit={form.onSubmit(({ code }) => onCode(code.trim()))}>
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
