import { API_KEY_MODES, CreateApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { Button, Group, Input, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { focusField } from '#kit/form/error-summary.tsx'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { useRegion } from '#ui/format/region.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import { BusyFields } from '../busy-fields.tsx'
import { Section } from '../section.tsx'
import type { useCreateApiKey } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'
import { EXPIRIES, type Expiry, expiresAt } from './expiry.ts'
import { PermissionPicker } from './permission-picker.tsx'

interface ApiKeyFormProps {
  create: ReturnType<typeof useCreateApiKey>
  onCancel: () => void
}

interface Values extends Pick<CreateApiKey, 'name' | 'permissions' | 'mode' | 'rateLimitPerHour'> {
  expiry: Expiry
  lastDay: string
}

const INITIAL: Values = { name: '', permissions: [], mode: 'live', rateLimitPerHour: 1000, expiry: '365', lastDay: '' }

export function ApiKeyForm({ create, onCancel }: ApiKeyFormProps) {
  const { timeZone } = useRegion()
  const toBody = ({ expiry, lastDay, ...values }: Values): CreateApiKey => ({
    ...values,
    expiresAt: expiresAt(expiry, lastDay, timeZone),
  })
  const form = useForm({
    initialValues: INITIAL,
    clearInputErrorOnChange: true,
    validate: (values) => ({
      ...errorsOf(CreateApiKey, toBody(values)),
      ...(values.expiry === 'day' && !values.lastDay ? { lastDay: t('lastDay') } : {}),
    }),
  })
  const handleSubmit = form.onSubmit(
    (values) => create.mutate(toBody(values), { onError: (error) => form.setErrors(serverErrors(error)) }),
    (errors) => focusField(Object.keys(errors)[0] ?? ''),
  )
  return (
    <BusyFields onSubmit={handleSubmit} isBusy={create.isPending} error={create.error}>
      <div>
        <Section title={t('groupWhat')} text={t('nameHelp')}>
          <TextInput
            label={t('name')}
            placeholder={t('nameExample')}
            maxLength={100}
            autoFocus
            mb="md"
            data-path="name"
            {...form.getInputProps('name')}
          />
          <Input.Wrapper label={t('mode')} description={t('modeHelp')} labelElement="div">
            <SegmentedControl
              mt={6}
              aria-label={t('mode')}
              data={API_KEY_MODES.map((value) => ({ value, label: t(`mode_${value}`) }))}
              {...form.getInputProps('mode')}
            />
          </Input.Wrapper>
        </Section>
        <Section title={t('groupMay')} text={t('groupMayText')}>
          <PermissionPicker
            value={form.values.permissions}
            onChange={(permissions) => form.setFieldValue('permissions', permissions)}
            error={form.errors['permissions']}
          />
        </Section>
        <Section title={t('groupBounds')} text={t('limitHelp')}>
          <Group align="flex-start" gap="md">
            <NumberInput
              label={t('limitLabel')}
              min={1}
              max={1_000_000}
              allowDecimal={false}
              thousandSeparator=","
              w={160}
              {...form.getInputProps('rateLimitPerHour')}
            />
            <Select
              label={t('expiry')}
              data={EXPIRIES.map((value) => ({ value, label: t(`expiry_${value}`) }))}
              allowDeselect={false}
              checkIconPosition="right"
              w={200}
              {...form.getInputProps('expiry')}
            />
            {form.values.expiry === 'day' && (
              <TextInput type="date" label={t('lastDay')} w={170} {...form.getInputProps('lastDay')} />
            )}
          </Group>
        </Section>
      </div>
      <Group gap="xs">
        <Button type="submit" loading={create.isPending}>
          {t('make')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {uiText('cancel')}
        </Button>
      </Group>
    </BusyFields>
  )
}
