import { Skeleton } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { Failure } from '#ui/failure.tsx'
import { toast } from '#ui/toast.tsx'
import { useRoles } from '../permissions/permissions.api.ts'
import { DeleteRole } from './delete-role.tsx'
import { RoleForm, type RoleValues } from './role-form.tsx'
import { useChangeRole, useCreateRole, useRole } from './roles.api.ts'
import { t } from './users.text.ts'

const NEW: RoleValues = { name: '', description: '', permissions: [], fields: {}, rows: {} }

/** Empty, or a copy of the role named in the address. */
export function RoleCreatePage() {
  const { state } = useUrlState()
  const { data: roles } = useRoles()
  const create = useCreateRole()
  const navigate = useNavigate()
  const from = roles?.find(({ key }) => key === state['from'])
  const handleSave = (values: RoleValues) =>
    create.mutateAsync(values).then(async ({ name }) => {
      toast({ message: t('roleCreated', { name }) })
      await navigate({ to: '/settings/users/roles' })
    })
  return (
    <>
      <PageHeader title={t('newRole')} />
      <PageBody>
        {state['from'] && !from ? (
          <Skeleton h={320} radius={8} />
        ) : (
          <RoleForm
            initial={from ? { ...from, name: t('copyName', { name: from.name }) } : NEW}
            submitLabel={t('createRole')}
            onSave={handleSave}
            isBusy={create.isPending}
            error={create.error}
          />
        )}
      </PageBody>
    </>
  )
}

export function RoleEditPage() {
  const id = String(useParams({ strict: false })['id'])
  const { data: role, error, refetch } = useRole(id)
  return (
    <>
      <PageHeader title={role?.name ?? t('editRole')}>{role && <DeleteRole role={role} />}</PageHeader>
      <PageBody>
        {error && <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />}
        {!error && !role && <Skeleton h={320} radius={8} />}
        {role && <EditForm key={role.id} role={role} />}
      </PageBody>
    </>
  )
}

function EditForm({ role }: { role: Parameters<typeof useChangeRole>[0] }) {
  const change = useChangeRole(role)
  const navigate = useNavigate()
  const handleSave = (values: RoleValues) =>
    change.mutateAsync(values).then(async ({ name }) => {
      toast({ message: t('roleSaved', { name }) })
      await navigate({ to: '/settings/users/roles' })
    })
  if (!role.can['update']) return <p>{t('roleLocked')}</p>
  return (
    <RoleForm
      initial={role}
      submitLabel={t('saveRoleChanges')}
      onSave={handleSave}
      isBusy={change.isPending}
      error={change.error}
    />
  )
}
