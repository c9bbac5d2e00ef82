import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useUrlState } from '#kit/page/url-state.ts'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { useMay } from '#kit/session/session.ts'
import { useRoles } from '../permissions/permissions.api.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberDetail } from './member-detail.tsx'
import { memberRegister, withRoleFilter } from './member-register.tsx'
import { PeopleTabs } from './people-tabs.tsx'
import { t } from './users.text.ts'

export function UserListPage() {
  const { patch } = useUrlState()
  const { data: roles = [] } = useRoles()
  const mayInvite = useMay()('platform.users.invite')
  const handleInvite = () => patch({ dialog: 'invite' })
  const invite = (
    <Button leftSection={<IconUserPlus size={16} stroke={2} aria-hidden />} onClick={handleInvite}>
      {t('invite')}
    </Button>
  )
  return (
    <>
      <RegisterPage
        view={withRoleFilter(memberRegister, roles)}
        title={t('title')}
        action={mayInvite && invite}
        {...(mayInvite ? { onNew: handleInvite } : {})}
        detail={(member) => <MemberDetail member={member} />}
      >
        <PeopleTabs />
      </RegisterPage>
      {mayInvite && <InviteDialog />}
    </>
  )
}
