import { API_KEY_MODES, type ApiKey, CreateApiKey, MAX_ADDRESSES } from '@groundwork/contract/platform/api-keys.ts'
import { Button, Group, Input, NumberInput, SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { focusField } from '#kit/form/error-summary.tsx'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { useRegion } from '#ui/format/region.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import { BusyFields } from '../busy-fields.tsx'
import { Section } from '../section.tsx'
import { t } from './api-keys.text.ts'
import { EXPIRIES, type Expiry, expiresAt } from './expiry.ts'
import { PermissionPicker } from './permission-picker.tsx'

type Body = Required<CreateApiKey>

interface ApiKeyFormProps {
  /** The key that is changed; absent for a new one. */
  apiKey?: ApiKey
  submitLabel: string
  isBusy: boolean
  error: unknown
  onSubmit: (body: Body, onError: (error: unknown) => void) => void
  onCancel: () => void
}

interface Values extends Omit<Body, 'expiresAt'> {
  expiry: Expiry
  lastDay: string
}

export function ApiKeyForm({ apiKey, submitLabel, isBusy, error, onSubmit, onCancel }: ApiKeyFormProps) {
  const { timeZone } = useRegion()
  const toBody = ({ expiry, lastDay, ...values }: Values): Body => ({
    ...values,
    expiresAt: expiry === 'keep' ? (apiKey?.expiresAt ?? null) : expiresAt(expiry, lastDay, timeZone),
  })
  const form = useForm({
    initialValues: initialValues(apiKey),
    clearInputErrorOnChange: true,
    validate: (values) => ({
      ...errorsOf(CreateApiKey, toBody(values)),
      ...(values.expiry === 'day' && !values.lastDay ? { lastDay: t('lastDay') } : {}),
    }),
  })
  const handleSubmit = form.onSubmit(
    (values) => onSubmit(toBody(values), (problem) => form.setErrors(serverErrors(problem))),
    (errors) => focusField(Object.keys(errors)[0] ?? ''),
  )
  const expiries = EXPIRIES.filter((value) => (value === 'keep') === false || apiKey !== undefined)
  return (
    <BusyFields onSubmit={handleSubmit} isBusy={isBusy} error={error}>
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
          {!apiKey && (
            <Input.Wrapper label={t('mode')} description={t('modeHelp')} labelElement="div">
              <SegmentedControl
                mt={6}
                aria-label={t('mode')}
                data={API_KEY_MODES.map((value) => ({ value, label: t(`mode_${value}`) }))}
                {...form.getInputProps('mode')}
              />
            </Input.Wrapper>
          )}
        </Section>
        <Section title={t('groupMay')} text={t('groupMayText')}>
          <PermissionPicker
            value={form.values.permissions}
            onChange={(permissions) => form.setFieldValue('permissions', permissions)}
            error={form.errors['permissions']}
          />
        </Section>
        <Section title={t('groupWhere')} text={t('groupWhereText')}>
          <TagsInput
            label={t('addresses')}
            description={t('addressesHelp')}
            placeholder={form.values.allowedAddresses.length === 0 ? t('addressesExample') : ''}
            maxTags={MAX_ADDRESSES}
            splitChars={[',', ' ', ';']}
            acceptValueOnBlur
            data-path="allowedAddresses"
            value={form.values.allowedAddresses}
            onChange={(addresses) => form.setFieldValue('allowedAddresses', addresses)}
            error={addressError(form.errors, form.values.allowedAddresses)}
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
              data={expiries.map((value) => ({ value, label: t(`expiry_${value}`) }))}
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

function initialValues(apiKey: ApiKey | undefined): Values {
  return {
    name: apiKey?.name ?? '',
    permissions: apiKey?.permissions ?? [],
    mode: 'live',
    allowedAddresses: apiKey?.allowedAddresses ?? [],
    rateLimitPerHour: apiKey?.rateLimitPerHour ?? 1000,
    expiry: apiKey ? 'keep' : '365',
    lastDay: '',
  }
}

/** The server names the one of them that is wrong. */
function addressError(errors: Record<string, React.ReactNode>, addresses: string[]): React.ReactNode {
  const [path, message] = Object.entries(errors).find(([field]) => field.startsWith('allowedAddresses')) ?? []
  const which = addresses[Number(path?.split('.')[1])]
  return which === undefined ? message : t('addressWrong', { address: which, message: String(message) })
}
