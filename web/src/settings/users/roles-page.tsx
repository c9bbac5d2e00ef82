import { Skeleton, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useMay } from '#kit/session/session.ts'
import { Failure } from '#ui/failure.tsx'
import { usePermissions, useRoles } from '../permissions/permissions.api.ts'
import { useMembers } from './members.api.ts'
import { PeopleTabs } from './people-tabs.tsx'
import { RoleCards } from './role-cards.tsx'
import { RoleMatrix } from './role-matrix.tsx'
import { t } from './users.text.ts'

export function RolesPage() {
  const mayDefine = useMay()('platform.roles.update')
  return (
    <>
      <PageHeader title={t('roles')}>
        {mayDefine && <ButtonLink to="/settings/users/roles/new">{t('newRole')}</ButtonLink>}
      </PageHeader>
      <PeopleTabs />
      <PageBody>
        <Roles />
      </PageBody>
    </>
  )
}

function Roles() {
  const roles = useRoles()
  const permissions = usePermissions()
  const members = useMembers(useMay()('platform.users.read'))
  const isNarrow = useMediaQuery('(max-width: 63.99em)', undefined, { getInitialValueInEffect: false })
  const error = roles.error ?? permissions.error
  if (error)
    return (
      <Failure
        text={sentenceOf(error)}
        requestId={requestIdOf(error)}
        onRetry={() => void Promise.all([roles.refetch(), permissions.refetch()])}
      />
    )
  if (!roles.data || !permissions.data) return <RolesSkeleton />
  return (
    <>
      <RoleCards roles={roles.data} members={members.data} withPermissions={Boolean(isNarrow)} />
      {!isNarrow && <RoleMatrix roles={roles.data} permissions={permissions.data} />}
    </>
  )
}

function RolesSkeleton() {
  return (
    <Stack gap="md" pt="md" aria-busy>
      <Skeleton h={96} radius={8} />
      <Skeleton h={320} radius={8} />
    </Stack>
  )
}
