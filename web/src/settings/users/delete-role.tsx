import type { CustomRole } from '@groundwork/contract/platform/roles.ts'
import { Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { complain } from '#kit/api/complain.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { toast } from '#ui/toast.tsx'
import { useDeleteRole } from './roles.api.ts'
import { t } from './users.text.ts'

export function DeleteRole({ role }: { role: CustomRole }) {
  const remove = useDeleteRole()
  const navigate = useNavigate()
  const { name, people } = role
  if (people > 0)
    return (
      <Text size="sm" c="dimmed">
        {t('deleteRoleInUse', { count: people })}
      </Text>
    )
  if (!role.can['delete']) return null
  const handleDelete = () =>
    remove.mutate(role.id, {
      onError: complain,
      onSuccess: () => {
        toast({ message: t('roleDeleted', { name }) })
        void navigate({ to: '/settings/users/roles' })
      },
    })
  return (
    <ConfirmButton
      question={t('deleteRoleQuestion', { name })}
      confirmLabel={t('deleteRole')}
      onConfirm={handleDelete}
      loading={remove.isPending}
    >
      {t('deleteRole')}
    </ConfirmButton>
  )
}
