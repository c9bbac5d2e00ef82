import type { SignInProvider } from '@groundwork/contract/platform/sign-in-provider.ts'
import { PasswordInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core'
import { ConnectionTest } from './connection-test.tsx'
import { CopyLine } from './copy-line.tsx'
import { t } from './sign-in.text.ts'
import type { ProviderForm } from './sign-in-form.tsx'

export function ProviderFields({ form, provider }: { form: ProviderForm; provider: SignInProvider }) {
  return (
    <Stack gap="md">
      <Switch
        label={t('isEnabled')}
        description={t('isEnabledHelp')}
        {...form.getInputProps('isEnabled', { type: 'checkbox' })}
      />
      <CopyLine label={t('redirectUri')} description={t('redirectUriHelp')} value={provider.redirectUri} />
      <TextInput
        label={t('issuer')}
        description={t('issuerHelp')}
        placeholder="https://accounts.google.com"
        {...form.getInputProps('issuer')}
      />
      <TextInput label={t('clientId')} autoComplete="off" {...form.getInputProps('clientId')} />
      <PasswordInput
        label={t('clientSecret')}
        description={t('clientSecretHelp')}
        placeholder={provider.hasClientSecret ? t('clientSecretKept') : ''}
        autoComplete="new-password"
        {...form.getInputProps('clientSecret')}
      />
      <TagsInput label={t('scopes')} splitChars={[',', ' ']} {...form.getInputProps('scopes')} />
      <TextInput label={t('label')} {...form.getInputProps('label')} />
      <ConnectionTest form={form} />
      {provider.isEnabled && (
        <CopyLine label={t('signInLink')} description={t('signInLinkHelp')} value={provider.signInLink} />
      )}
    </Stack>
  )
}
