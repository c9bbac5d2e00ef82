import { UpdateMe } from '@groundwork/contract/platform/identity.ts'
import {
  Anchor,
  Button,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
  useMantineColorScheme,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconCircleCheck } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { UnsavedGuard } from '#kit/form/unsaved-guard.tsx'
import { useMe } from '#kit/session/session.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import { toast } from '#ui/toast.tsx'
import { BusyFields } from '../busy-fields.tsx'
import { localeOptions, timeZones } from '../regions.ts'
import { Section } from '../section.tsx'
import { useResendVerification, useUpdateMe } from './profile.api.ts'
import { t } from './security.text.ts'

const SCHEMES = ['auto', 'light', 'dark'] as const

export function ProfileSection() {
  const { user, tenant } = useMe()
  const update = useUpdateMe()
  const form = useForm({
    initialValues: { name: user.name, locale: user.locale, timeZone: user.timeZone },
    validate: (values) => errorsOf(UpdateMe, values),
  })
  const handleSubmit = form.onSubmit((values) =>
    update.mutate(values, {
      onSuccess: () => {
        form.resetDirty(values)
        toast({ message: t('profileSaved') })
      },
      onError: (error) => form.setErrors(serverErrors(error)),
    }),
  )
  return (
    <Section title={t('profile')} text={t('profileText')}>
      <UnsavedGuard isDirty={() => form.isDirty()} />
      <BusyFields onSubmit={handleSubmit} isBusy={update.isPending} error={update.error}>
        <TextInput label={t('name')} autoComplete="name" {...form.getInputProps('name')} />
        <EmailLine />
        <Select
          label={t('locale')}
          description={t('localeHelp')}
          data={localeOptions(user.locale)}
          searchable
          allowDeselect={false}
          checkIconPosition="right"
          {...form.getInputProps('locale')}
        />
        <Select
          label={t('timeZone')}
          data={timeZones(user.timeZone)}
          placeholder={t('timeZoneOfBusiness', { zone: tenant.timeZone })}
          searchable
          clearable
          checkIconPosition="right"
          {...form.getInputProps('timeZone')}
        />
        <ColorSchemeChoice />
        <div>
          <Button type="submit" variant="default" loading={update.isPending}>
            {t('saveProfile')}
          </Button>
        </div>
      </BusyFields>
    </Section>
  )
}

function EmailLine() {
  const { user } = useMe()
  const resend = useResendVerification()
  const handleResend = () =>
    resend.mutate(undefined, {
      onSuccess: () => toast({ message: t('resent', { email: user.email }) }),
      onError: complain,
    })
  return (
    <Stack gap={4}>
      <TextInput
        label={t('email')}
        description={t('emailHelp')}
        value={user.email}
        readOnly
        variant="filled"
        autoComplete="email"
      />
      <Group gap="sm">
        {user.emailVerified ? (
          <StatusBadge tone="green" icon={IconCircleCheck} label={t('verified')} />
        ) : (
          <StatusBadge tone="amber" label={t('notVerified')} />
        )}
        {!user.emailVerified && (
          <Anchor component="button" type="button" size="sm" onClick={handleResend}>
            {t('resend')}
          </Anchor>
        )}
      </Group>
    </Stack>
  )
}

/** Saved as soon as it is chosen: one sees at once what it does. */
function ColorSchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const update = useUpdateMe()
  const handleChange = (value: string) => {
    const scheme = SCHEMES.find((known) => known === value) ?? 'auto'
    setColorScheme(scheme)
    update.mutate({ colorScheme: scheme }, { onError: complain })
  }
  return (
    <div>
      <Text size="sm" fw={500} mb={4} id="color-scheme-label">
        {t('colorScheme')}
      </Text>
      <SegmentedControl
        aria-labelledby="color-scheme-label"
        value={colorScheme}
        onChange={handleChange}
        data={SCHEMES.map((value) => ({ value, label: t(`scheme_${value}`) }))}
      />
    </div>
  )
}
