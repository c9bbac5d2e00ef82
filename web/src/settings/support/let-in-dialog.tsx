import { SUPPORT_ROLES } from '@groundwork/contract/permissions.ts'
import { CreateSupportGrant, SUPPORT_HOURS } from '@groundwork/contract/platform/support.ts'
import { Button, Group, Modal, Radio, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { BusyFields } from '../busy-fields.tsx'
import { useLetIn } from './support.api.ts'
import { t } from './support.text.ts'

export function LetInDialog({ onClose }: { onClose: () => void }) {
  const letIn = useLetIn()
  const form = useForm<CreateSupportGrant>({
    initialValues: { role: 'viewer', hours: 4, reason: '' },
    validate: (values) => errorsOf(CreateSupportGrant, values),
  })
  const handleSubmit = form.onSubmit((values) =>
    letIn.mutate(values, { onSuccess: onClose, onError: (error) => form.setErrors(serverErrors(error)) }),
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('letInTitle')}
      size={560}
      closeButtonProps={{ 'aria-label': uiText('close') }}
    >
      <BusyFields onSubmit={handleSubmit} isBusy={letIn.isPending} error={letIn.error}>
        <Text size="sm" c="dimmed">
          {t('letInText')}
        </Text>
        <Textarea
          label={t('reason')}
          description={t('reasonHelp')}
          placeholder={t('reasonExample')}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          {...form.getInputProps('reason')}
        />
        <Radio.Group label={t('mayTitle')} {...form.getInputProps('role')}>
          <Stack gap="xs" mt={6}>
            {SUPPORT_ROLES.map((role) => (
              <Radio key={role} value={role} label={t(`role_${role}`)} description={t(`may_${role}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Stack gap={6}>
          <Text size="sm" fw={500}>
            {t('hours')}
          </Text>
          <SegmentedControl
            aria-label={t('hours')}
            value={String(form.values.hours)}
            onChange={(value) =>
              form.setFieldValue('hours', SUPPORT_HOURS.find((hours) => String(hours) === value) ?? 4)
            }
            data={SUPPORT_HOURS.map((hours) => ({ value: String(hours), label: t(`hours_${hours}`) }))}
          />
        </Stack>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {uiText('cancel')}
          </Button>
          <Button type="submit" loading={letIn.isPending}>
            {t('letIn')}
          </Button>
        </Group>
      </BusyFields>
    </Modal>
  )
}
