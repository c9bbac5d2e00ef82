import { Stack, TagsInput } from '@mantine/core'
import { t } from './sign-in.text.ts'
import type { ProviderForm } from './sign-in-form.tsx'

export function SafetyFields({ form }: { form: ProviderForm }) {
  return (
    <Stack gap="md">
      <TagsInput
        label={t('requiredDomains')}
        description={t('requiredDomainsHelp')}
        placeholder={t('addDomain')}
        splitChars={[',', ' ']}
        {...form.getInputProps('requiredDomains')}
      />
      <TagsInput
        label={t('secondFactorMethods')}
        description={t('secondFactorMethodsHelp')}
        placeholder={t('addValue')}
        splitChars={[',', ' ']}
        {...form.getInputProps('secondFactorMethods')}
      />
    </Stack>
  )
}
