import { ChangePassword } from '@groundwork/contract/platform/identity.ts'
import { Button, PasswordInput, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { useMe } from '#kit/session/session.ts'
import { toast } from '#ui/toast.tsx'
import { BusyFields } from '../busy-fields.tsx'
import { Section } from '../section.tsx'
import { helpFor, type PasswordHelp } from './password-help.ts'
import { useChangePassword } from './profile.api.ts'
import { t } from './security.text.ts'

const EMPTY = { currentPassword: '', newPassword: '' }
const HELP_ID = 'new-password-help'

export function PasswordSection() {
  const { user, tenant } = useMe()
  const change = useChangePassword()
  const form = useForm({
    initialValues: EMPTY,
    validate: (values) => errorsOf(ChangePassword, values),
    clearInputErrorOnChange: true,
  })
  const help = helpFor(form.values.newPassword, {
    hasSecondFactor: user.totpEnabled,
    ownWords: [user.name, user.email, tenant.name],
  })
  const handleSubmit = form.onSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        form.reset()
        toast({ message: t('passwordChanged') })
      },
      onError: (error) => form.setErrors(serverErrors(error)),
    }),
  )
  return (
    <Section title={t('password')} text={t('passwordText')}>
      <BusyFields onSubmit={handleSubmit} isBusy={change.isPending} error={change.error}>
        <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordInput
          label={t('currentPassword')}
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <div>
          <PasswordInput
            label={t('newPassword')}
            autoComplete="new-password"
            aria-describedby={HELP_ID}
            {...form.getInputProps('newPassword')}
          />
          <Text id={HELP_ID} size="xs" mt={6} c={colorOf(help)} role="status">
            {sentenceFor(help)}
          </Text>
        </div>
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('changePassword')}
          </Button>
        </div>
      </BusyFields>
    </Section>
  )
}

function sentenceFor(help: PasswordHelp): string {
  if (help.kind === 'empty') return t('strength_empty', { minimum: help.minimum })
  if (help.kind === 'short') return t('strength_short', { count: help.count })
  return t(`strength_${help.kind}`)
}

function colorOf({ kind }: PasswordHelp): string {
  if (kind === 'good') return 'var(--gw-green-ink)'
  return kind === 'empty' || kind === 'short' ? 'dimmed' : 'var(--gw-amber-ink)'
}
