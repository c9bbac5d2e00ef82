import type { ApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { Button } from '@mantine/core'
import { IconPencil, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { toast } from '#ui/toast.tsx'
import { useRevokeApiKey } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'
import { RotateDialog } from './rotate-dialog.tsx'

export function ApiKeyActions({ apiKey: { id, name, can = {} } }: { apiKey: ApiKey }) {
  const [isRotating, setIsRotating] = useState(false)
  const revoke = useRevokeApiKey()
  const handleRevoke = () =>
    revoke.mutate(id, {
      onSuccess: () => toast({ message: t('revoked', { name }) }),
      onError: complain,
    })
  return (
    <>
      {can['revoke'] && (
        <ConfirmButton
          question={t('revokeQuestion', { name })}
          confirmLabel={t('revoke')}
          onConfirm={handleRevoke}
          loading={revoke.isPending}
        >
          {t('revoke')}
        </ConfirmButton>
      )}
      {can['update'] && (
        <>
          <ButtonLink
            variant="default"
            to={`/settings/api-keys/${id}/edit`}
            leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />}
          >
            {t('edit')}
          </ButtonLink>
          <Button leftSection={<IconRefresh size={16} stroke={1.7} aria-hidden />} onClick={() => setIsRotating(true)}>
            {t('rotate')}
          </Button>
        </>
      )}
      {isRotating && <RotateDialog id={id} onClose={() => setIsRotating(false)} />}
    </>
  )
}
