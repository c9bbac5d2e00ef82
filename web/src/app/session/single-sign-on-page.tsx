import { FindProviders } from '@groundwork/contract/platform/sign-in-provider.ts'
import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { errorsOf } from '#kit/form/field-errors.ts'
import { useUrlState } from '#kit/page/url-state.ts'
import { Door } from './door.tsx'
import { BackLink } from './forgot-password-page.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useProviders } from './provider.api.ts'
import { ProviderButtons } from './provider-buttons.tsx'
import { t } from './session.text.ts'

/** From an address or a business to the button of its provider. */
export function SingleSignOnPage() {
  const { state } = useUrlState()
  const [who, setWho] = useState('')
  const found = useProviders(who)
  const form = useForm({ initialValues: { who: '' }, validate: (values) => errorsOf(FindProviders, values) })
  return (
    <Door title={t('ssoTitle')} text={t('ssoText')} aside={<BackLink />}>
      <form onSubmit={form.onSubmit((values) => setWho(values.who.trim()))} noValidate>
        <Stack gap="md">
          <ProblemNote error={found.error} />
          <TextInput
            label={t('ssoWho')}
            description={t('ssoWhoHelp')}
            autoComplete="username"
            size="md"
            data-autofocus
            {...form.getInputProps('who')}
          />
          <Button type="submit" size="md" variant={found.data?.length ? 'default' : 'filled'} loading={found.isLoading}>
            {t('ssoFind')}
          </Button>
          <div role="status">
            {found.data?.length === 0 && (
              <Alert color="yellow" variant="light">
                {t('ssoNone')}
              </Alert>
            )}
          </div>
          {found.data && <ProviderButtons providers={found.data} next={state['next']} variant="filled" />}
        </Stack>
      </form>
    </Door>
  )
}
