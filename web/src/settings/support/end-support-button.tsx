import type { SupportGrant } from '@groundwork/contract/platform/support.ts'
import { complain } from '#kit/api/complain.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { toast } from '#ui/toast.tsx'
import { statusOf } from './grant-status.tsx'
import { useEndSupport } from './support.api.ts'
import { t } from './support.text.ts'

export function EndSupportButton({ grant }: { grant: SupportGrant }) {
  const end = useEndSupport()
  if (!grant.can?.['end'] || statusOf(grant) !== 'open') return null
  const handleEnd = () =>
    end.mutate(grant.id, {
      onSuccess: () => toast({ message: t('ended') }),
      onError: complain,
    })
  return (
    <ConfirmButton
      size="xs"
      question={t('endQuestion')}
      confirmLabel={t('end')}
      onConfirm={handleEnd}
      loading={end.isPending}
    >
      {t('end')}
    </ConfirmButton>
  )
}
