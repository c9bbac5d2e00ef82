import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { complain } from '#kit/api/complain.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { useMay, useMe } from '#kit/session/session.ts'
import { useViewAs } from '#kit/session/view-as.api.ts'
import type { Role } from '../permissions/permissions.api.ts'
import { grantableRoles } from './grantable-roles.ts'
import { t } from './users.text.ts'

/** What whoever defines roles can do with one: edit their own, begin a new one from it, look through it. */
export function RoleActions({ role }: { role: Role }) {
  const me = useMe()
  const navigate = useNavigate()
  const viewAs = useViewAs()
  if (!useMay()('platform.roles.update') || grantableRoles([role], me).length === 0) return null
  const handleViewAs = () =>
    viewAs.mutate(role.key, {
      onError: complain,
      onSuccess: () => void navigate({ to: '/' }),
    })
  return (
    <Group gap={4} mt="xs">
      {!role.isBuiltIn && (
        <ButtonLink to={`/settings/users/roles/${role.key}`} size="compact-xs" variant="default">
          {t('openRole')}
        </ButtonLink>
      )}
      <ButtonLink to="/settings/users/roles/new" search={{ from: role.key }} size="compact-xs" variant="default">
        {t('copyRole')}
      </ButtonLink>
      {role.key !== me.role && (
        <Button size="compact-xs" variant="default" loading={viewAs.isPending} onClick={handleViewAs}>
          {t('viewAs')}
        </Button>
      )}
    </Group>
  )
}
