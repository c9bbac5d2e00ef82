import { AcceptInvitation } from '@groundwork/contract/platform/identity.ts'
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useLocation } from '@tanstack/react-router'
import { sentenceOf } from '#kit/api/problem.ts'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { roleName } from '#kit/session/role-name.ts'
import { Door } from './door.tsx'
import { BackLink } from './forgot-password-page.tsx'
import { ProblemNote } from './problem-note.tsx'
import { tokenFromHash, useAcceptInvitation, useInvitation } from './session.api.ts'
import { t } from './session.text.ts'

export function AcceptInvitationPage() {
  const token = tokenFromHash(useLocation().hash)
  const invitation = useInvitation(token)
  if (!token || invitation.error) {
    return (
      <Door title={t('acceptTitle')} aside={<BackLink />}>
        <Alert color="red" variant="light">
          {token ? sentenceOf(invitation.error) : t('linkBroken')}
        </Alert>
      </Door>
    )
  }
  if (!invitation.data) return <Door title={t('acceptTitle')}>{null}</Door>
  const { business, role, email, name, hasAccount } = invitation.data
  return (
    <Door
      title={t('acceptBusiness', { business })}
      text={t(hasAccount ? 'acceptKnown' : 'acceptNew', { role: roleName(role), email })}
      aside={<BackLink />}
    >
      <AcceptForm token={token} name={name ?? ''} hasAccount={hasAccount} />
    </Door>
  )
}

interface AcceptFormProps {
  token: string
  name: string
  hasAccount: boolean
}

function AcceptForm({ token, name, hasAccount }: AcceptFormProps) {
  const accept = useAcceptInvitation()
  const form = useForm({
    initialValues: { name, password: '' },
    validate: (values) => errorsOf(AcceptInvitation, { token, ...filled(values) }),
  })
  const handleSubmit = form.onSubmit((values) =>
    accept.mutate({ token, ...filled(values) }, { onError: (error) => form.setErrors(serverErrors(error)) }),
  )
  return (
    <form onSubmit={handleSubmit} noValidate>
      <ProblemNote error={accept.error} />
      <Stack gap="md">
        {!hasAccount && <TextInput label={t('yourName')} autoComplete="name" {...form.getInputProps('name')} />}
        <PasswordInput
          label={t('password')}
          description={hasAccount ? undefined : t('passwordHint')}
          autoComplete={hasAccount ? 'current-password' : 'new-password'}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={accept.isPending}>
          {t('accept')}
        </Button>
      </Stack>
    </form>
  )
}

/** What was left empty is not sent: it is not needed then. */
function filled({ name, password }: { name: string; password: string }) {
  return { ...(name ? { name } : {}), ...(password ? { password } : {}) }
}
