import { type MessageSettings, UpdateMessageSettings } from '@groundwork/contract/office/messages.ts'
import { Button, ColorInput, Group, Skeleton, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { ButtonLink, TextLink } from '#kit/page/links.tsx'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useMay } from '#kit/session/session.ts'
import { Facts } from '#ui/facts.tsx'
import { Failure } from '#ui/failure.tsx'
import { toast } from '#ui/toast.tsx'
import { BusyFields } from '../busy-fields.tsx'
import { Section } from '../section.tsx'
import { useMessageSettings, useSaveMessageSettings } from './message-settings.api.ts'
import { t } from './message-settings.text.ts'

export function MessageSettingsPage() {
  const { data, error, refetch } = useMessageSettings()
  return (
    <>
      <PageHeader title={t('title')}>
        <ButtonLink to="/messages/templates" variant="default">
          {t('templates')}
        </ButtonLink>
      </PageHeader>
      <PageBody>
        {error && !data && (
          <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
        )}
        {!error && !data && <Skeleton h={320} aria-busy />}
        {data && <Settings key={data.version} settings={data} />}
      </PageBody>
    </>
  )
}

function Settings({ settings }: { settings: MessageSettings }) {
  return (
    <>
      <Section title={t('providers')} text={t('providersText')}>
        <Providers settings={settings} />
      </Section>
      <SettingsForm settings={settings} />
    </>
  )
}

function Providers({ settings: { providers } }: { settings: MessageSettings }) {
  const maySeeOutbox = useMay()('platform.outbox.read')
  const isLocal = providers.email.name === 'outbox' || providers.sms.name === 'outbox'
  return (
    <Stack gap="xs" align="start">
      <Facts
        facts={[
          { label: t('email'), value: t(providers.email.name, { from: providers.email.from }) },
          { label: t('sms'), value: t(providers.sms.name, { from: providers.sms.from }) },
        ]}
      />
      {isLocal && maySeeOutbox && (
        <TextLink to="/settings/outbox" size="sm">
          {t('openOutbox')}
        </TextLink>
      )}
    </Stack>
  )
}

const FIELDS = ['senderName', 'replyTo', 'brandColor', 'quietFrom', 'quietTo'] as const
type Values = Record<(typeof FIELDS)[number], string>

function SettingsForm({ settings }: { settings: MessageSettings }) {
  const mayChange = useMay()('office.message-templates.manage')
  const save = useSaveMessageSettings(settings.version)
  const form = useForm<Values>({
    // Every one of the fields, as text.
    initialValues: Object.fromEntries(FIELDS.map((field) => [field, settings[field] ?? ''])) as Values,
    validate: (values) => errorsOf(UpdateMessageSettings, toBody(values)),
  })
  // Awaited: what is saved is the next version, for which the form is mounted anew.
  const handleSubmit = form.onSubmit(async (values) => {
    try {
      await save.mutateAsync(toBody(values))
      toast({ message: t('saved') })
    } catch (error) {
      form.setErrors(serverErrors(error))
    }
  })
  return (
    <BusyFields onSubmit={handleSubmit} isBusy={save.isPending || !mayChange} error={save.error}>
      <Section title={t('look')} text={t('lookText')}>
        <Stack gap="md">
          <TextInput label={t('senderName')} description={t('senderNameHelp')} {...form.getInputProps('senderName')} />
          <TextInput label={t('replyTo')} type="email" {...form.getInputProps('replyTo')} />
          <ColorInput
            label={t('brandColor')}
            format="hex"
            withEyeDropper={false}
            {...form.getInputProps('brandColor')}
          />
        </Stack>
      </Section>
      <Section title={t('quiet')} text={t('quietText', { timeZone: settings.timeZone })}>
        <Group grow align="start">
          <TextInput label={t('quietFrom')} type="time" {...form.getInputProps('quietFrom')} />
          <TextInput label={t('quietTo')} type="time" {...form.getInputProps('quietTo')} />
        </Group>
        {mayChange && (
          <Button type="submit" mt="lg" loading={save.isPending}>
            {t('save')}
          </Button>
        )}
      </Section>
    </BusyFields>
  )
}

function toBody({ brandColor, ...values }: Values): UpdateMessageSettings {
  const optional = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value.trim() || null]))
  return { ...optional, brandColor }
}
