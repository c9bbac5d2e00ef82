import { CreateWebhook, type Webhook } from '@groundwork/contract/platform/webhooks.ts'
import { Button, Group, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { focusField } from '#kit/form/error-summary.tsx'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { BusyFields } from '../busy-fields.tsx'
import { Section } from '../section.tsx'
import { HeaderFields, type HeaderValues, newHeader, toHeaderInput } from './header-fields.tsx'
import { TopicPicker } from './topic-picker.tsx'
import { t } from './webhooks.text.ts'

type Body = Required<Pick<CreateWebhook, 'url' | 'topics' | 'description' | 'isActive' | 'headers'>>

interface WebhookFormProps {
  webhook?: Webhook
  submitLabel: string
  isBusy: boolean
  error: unknown
  onSubmit: (body: Body, onError: (error: unknown) => void) => void
  onCancel: () => void
}

interface Values {
  url: string
  description: string
  topics: string[]
  headers: HeaderValues[]
  isActive: boolean
}

export function WebhookForm({ webhook, submitLabel, isBusy, error, onSubmit, onCancel }: WebhookFormProps) {
  const form = useForm<Values>({
    initialValues: {
      url: webhook?.url ?? '',
      description: webhook?.description ?? '',
      topics: webhook?.topics ?? [],
      headers: (webhook?.headers ?? []).map((header) => newHeader(header)),
      isActive: webhook?.isActive ?? true,
    },
    clearInputErrorOnChange: true,
    validate: (values) => errorsOf(CreateWebhook, toBody(values)),
  })
  const handleSubmit = form.onSubmit(
    (values) => onSubmit(toBody(values), (problem) => form.setErrors(serverErrors(problem))),
    (errors) => focusField(Object.keys(errors)[0] ?? ''),
  )
  return (
    <BusyFields onSubmit={handleSubmit} isBusy={isBusy} error={error}>
      <div>
        <Section title={t('groupWhere')} text={t('groupWhereText')}>
          <TextInput
            label={t('url')}
            placeholder={t('urlExample')}
            type="url"
            autoFocus
            mb="md"
            data-path="url"
            {...form.getInputProps('url')}
          />
          <TextInput
            label={t('description')}
            placeholder={t('descriptionExample')}
            maxLength={200}
            mb="md"
            data-path="description"
            {...form.getInputProps('description')}
          />
          <Switch
            label={t('active')}
            description={t('activeHelp')}
            {...form.getInputProps('isActive', { type: 'checkbox' })}
          />
        </Section>
        <Section title={t('groupWhat')} text={t('groupWhatText')}>
          <TopicPicker
            value={form.values.topics}
            onChange={(topics) => form.setFieldValue('topics', topics)}
            error={form.errors['topics']}
          />
        </Section>
        <Section title={t('groupHeaders')} text={t('groupHeadersText')}>
          <HeaderFields
            value={form.values.headers}
            onChange={(headers) => form.setFieldValue('headers', headers)}
            errors={form.errors}
          />
        </Section>
      </div>
      <Group gap="xs">
        <Button type="submit" loading={isBusy}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {uiText('cancel')}
        </Button>
      </Group>
    </BusyFields>
  )
}

function toBody({ headers, ...values }: Values): Body {
  return { ...values, headers: headers.map(toHeaderInput) }
}
