import type { CreateRole, FieldLimits } from '@groundwork/contract/platform/roles.ts'
import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { serverErrors } from '#kit/form/field-errors.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import { BusyFields } from '../busy-fields.tsx'
import { Section } from '../section.tsx'
import { FieldLimitTable } from './field-limit-table.tsx'
import { RightsMatrix } from './rights-matrix.tsx'
import { t } from './users.text.ts'

export type RoleValues = CreateRole

interface RoleFormProps {
  initial: RoleValues
  submitLabel: string
  onSave: (values: RoleValues) => Promise<void>
  isBusy: boolean
  error: unknown
}

/** A role as a form: what it is called, the matrix of what it may do, and the fields it hides or locks. */
export function RoleForm({ initial, submitLabel, onSave, isBusy, error }: RoleFormProps) {
  const { name, description, permissions, fields, rows } = initial
  const form = useForm<RoleValues>({ initialValues: { name, description, permissions, fields, rows } })
  const handleSubmit = form.onSubmit((values) =>
    onSave(values).catch((failure: unknown) => form.setErrors(serverErrors(failure))),
  )
  const { permissions: chosen, fields: limits, rows: own } = form.values
  const setRights = (next: Pick<RoleValues, 'permissions' | 'rows'>) => form.setValues(next)
  const setFields = (next: FieldLimits) => form.setFieldValue('fields', next)
  return (
    <BusyFields onSubmit={handleSubmit} isBusy={isBusy} error={error}>
      <TextInput label={t('roleName')} description={t('roleNameHelp')} required {...form.getInputProps('name')} />
      <Textarea
        label={t('roleDescription')}
        description={t('roleDescriptionHelp')}
        autosize
        {...form.getInputProps('description')}
      />
      <Section title={t('roleRights')} text={t('roleRightsText')}>
        <RightsMatrix value={{ permissions: chosen, rows: own }} onChange={setRights} />
      </Section>
      <Section title={t('roleFields')} text={t('roleFieldsText')}>
        <FieldLimitTable permissions={chosen} value={limits} onChange={setFields} />
      </Section>
      <Group>
        <Button type="submit" loading={isBusy}>
          {submitLabel}
        </Button>
        <ButtonLink to="/settings/users/roles" variant="default">
          {uiText('cancel')}
        </ButtonLink>
      </Group>
    </BusyFields>
  )
}
