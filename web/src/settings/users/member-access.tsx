import type { Member } from '@groundwork/contract/platform/identity.ts'
import { Button, Group } from '@mantine/core'
import { complain } from '#kit/api/complain.ts'
import { useUrlState } from '#kit/page/url-state.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { toast } from '#ui/toast.tsx'
import { memberName } from './member-words.ts'
import { useChangeMember, useRemoveMember, useResendInvitation } from './members.api.ts'
import { t } from './users.text.ts'

/** Letting in and keeping out; each deed says what follows from it before it is done. */
export function MemberAccess({ member }: { member: Member }) {
  const { patch } = useUrlState()
  const change = useChangeMember(member)
  const remove = useRemoveMember()
  const resend = useResendInvitation()
  const { can = {}, email, id } = member
  const name = memberName(member)
  const isInvited = member.status === 'invited'
  const setStatus = (status: 'active' | 'deactivated') =>
    change.mutate(
      { status },
      {
        onError: complain,
        onSuccess: () => toast({ message: t(status === 'active' ? 'reactivated' : 'deactivated', { name }) }),
      },
    )
  const handleRemove = () =>
    remove.mutate(id, {
      onError: complain,
      onSuccess: () => {
        toast({ message: t(isInvited ? 'withdrawn' : 'removed', { name }) })
        patch({ open: undefined })
      },
    })
  return (
    <Group gap="xs">
      {can['resendInvite'] && (
        <Button
          variant="default"
          loading={resend.isPending}
          onClick={() =>
            resend.mutate(id, { onError: complain, onSuccess: () => toast({ message: t('resent', { email }) }) })
          }
        >
          {t('resend')}
        </Button>
      )}
      {can['deactivate'] && (
        <ConfirmButton
          position="bottom-start"
          question={t('deactivateQuestion', { name })}
          confirmLabel={t('deactivate')}
          onConfirm={() => setStatus('deactivated')}
          loading={change.isPending}
        >
          {t('deactivate')}
        </ConfirmButton>
      )}
      {can['reactivate'] && (
        <ConfirmButton
          position="bottom-start"
          question={t('reactivateQuestion', { name })}
          confirmLabel={t('reactivate')}
          onConfirm={() => setStatus('active')}
          loading={change.isPending}
        >
          {t('reactivate')}
        </ConfirmButton>
      )}
      {can['remove'] && (
        <ConfirmButton
          position="bottom-start"
          question={t(isInvited ? 'withdrawQuestion' : 'removeQuestion', { name })}
          confirmLabel={t(isInvited ? 'withdraw' : 'remove')}
          onConfirm={handleRemove}
          loading={remove.isPending}
        >
          {t(isInvited ? 'withdraw' : 'remove')}
        </ConfirmButton>
      )}
    </Group>
  )
}
