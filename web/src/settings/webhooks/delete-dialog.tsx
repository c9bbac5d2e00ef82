import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { complain } from '#kit/api/complain.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { toast } from '#ui/toast.tsx'
import { useRemoveWebhook } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

interface DeleteDialogProps {
  id: string
  onClose: () => void
}

export function DeleteDialog({ id, onClose }: DeleteDialogProps) {
  const remove = useRemoveWebhook(id)
  const navigate = useNavigate()
  const handleDelete = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast({ message: t('deleted') })
        void navigate({ to: '/settings/webhooks', replace: true })
      },
      onError: complain,
    })
  return (
    <Modal opened onClose={onClose} title={t('delete')} closeButtonProps={{ 'aria-label': uiText('close') }}>
      <Stack gap="md">
        <Text size="sm">{t('deleteQuestion')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {uiText('cancel')}
          </Button>
          <Button color="red.8" loading={remove.isPending} onClick={handleDelete}>
            {t('delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
