import { Stack, Switch, TagsInput } from '@mantine/core'
import { t } from './sign-in.text.ts'
import type { ProviderForm } from './sign-in-form.tsx'

export function JoiningFields({ form }: { form: ProviderForm }) {
  return (
    <Stack gap="md">
      <TagsInput
        label={t('allowedDomains')}
        description={t('allowedDomainsHelp')}
        placeholder={t('addDomain')}
        splitChars={[',', ' ']}
        {...form.getInputProps('allowedDomains')}
      />
      <Switch
        label={t('createsPeople')}
        description={t('createsPeopleHelp')}
        {...form.getInputProps('createsPeople', { type: 'checkbox' })}
      />
      <Switch
        label={t('trustsUnstatedEmail')}
        description={t('trustsUnstatedEmailHelp')}
        {...form.getInputProps('trustsUnstatedEmail', { type: 'checkbox' })}
      />
    </Stack>
  )
}
