import { CUSTOM_FIELD_KINDS, type CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { Button, Group, Modal, Select, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { serverErrors } from '#kit/form/field-errors.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { toast } from '#ui/toast.tsx'
import { BusyFields } from '../busy-fields.tsx'
import { useFieldWrites } from './custom-fields.api.ts'
import { t } from './custom-fields.text.ts'
import { draftOf, toCreate, toUpdate } from './field-draft.ts'
import { KindFields } from './kind-fields.tsx'

interface FieldDialogProps {
  resource: string
  field: CustomField | 'new'
  onClose: () => void
}

export function FieldDialog({ resource, field, onClose }: FieldDialogProps) {
  const title =
    field === 'new'
      ? t('newTitle', { many: resourceTitle(resource).toLowerCase() })
      : t('editTitle', { label: field.label })
  return (
    <Modal opened onClose={onClose} title={title} size={520} closeButtonProps={{ 'aria-label': uiText('close') }}>
      <FieldForm resource={resource} field={field} onClose={onClose} />
    </Modal>
  )
}

const KINDS = CUSTOM_FIELD_KINDS.map((value) => ({ value, label: t(`kind_${value}`) }))

function FieldForm({ resource, field, onClose }: FieldDialogProps) {
  const { create, change } = useFieldWrites()
  const isNew = field === 'new'
  const form = useForm({ initialValues: draftOf(field), clearInputErrorOnChange: true })
  const { kind } = form.values
  const handleSubmit = form.onSubmit(async (draft) => {
    try {
      const saved = isNew
        ? await create.mutateAsync(toCreate(resource, draft))
        : await change.mutateAsync({ field, input: toUpdate(draft) })
      toast({ message: t(isNew ? 'added' : 'saved', { label: saved.label }) })
      onClose()
    } catch (error) {
      form.setErrors(serverErrors(error))
    }
  })
  return (
    <BusyFields
      onSubmit={handleSubmit}
      isBusy={create.isPending || change.isPending}
      error={create.error ?? change.error}
    >
      <TextInput
        label={t('label')}
        description={isNew ? undefined : t('key', { key: field.key })}
        maxLength={60}
        required
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('label')}
      />
      {isNew && (
        <Select
          label={t('kind')}
          description={`${t(`kindHelp_${kind}`)} ${t('kindFixed')}`}
          data={KINDS}
          value={kind}
          onChange={(value) => form.setFieldValue('kind', KINDS.find((one) => one.value === value)?.value ?? kind)}
          allowDeselect={false}
          checkIconPosition="right"
        />
      )}
      <KindFields form={form} isNew={isNew} />
      <TextInput label={t('help')} description={t('helpHelp')} maxLength={200} {...form.getInputProps('helpText')} />
      <Switch
        label={t('required')}
        description={t('requiredHelp')}
        {...form.getInputProps('isRequired', { type: 'checkbox' })}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {uiText('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || change.isPending}>
          {isNew ? t('create') : t('save')}
        </Button>
      </Group>
    </BusyFields>
  )
}
