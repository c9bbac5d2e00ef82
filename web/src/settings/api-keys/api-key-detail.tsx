import type { ApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { Stack, Text } from '@mantine/core'
import { sentenceOf } from '#kit/api/problem.ts'
import { useMay } from '#kit/session/session.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { Facts } from '#ui/facts.tsx'
import { When } from '#ui/format/when.tsx'
import { toast, toastFailure } from '#ui/toast.tsx'
import { PermissionLines } from '../permissions/permission-lines.tsx'
import { memberName } from '../users/member-words.ts'
import { useMembers } from '../users/members.api.ts'
import { WhenOr } from './api-key-register.tsx'
import { useRevokeApiKey } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'

export function ApiKeyDetail({ apiKey }: { apiKey: ApiKey }) {
  const revoke = useRevokeApiKey()
  const {
    id,
    name,
    prefix,
    permissions,
    rateLimitPerHour,
    lastUsedAt,
    expiresAt,
    createdAt,
    revokedAt,
    can = {},
  } = apiKey
  const handleRevoke = () =>
    revoke.mutate(id, {
      onSuccess: () => toast({ message: t('revoked', { name }) }),
      onError: (error) => toastFailure(sentenceOf(error)),
    })
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: t('key'), value: <code>{prefix}…</code> },
          { label: t('limit'), value: t('perHour', { count: rateLimitPerHour }) },
          { label: t('lastUsed'), value: <WhenOr value={lastUsedAt} otherwise={t('never')} /> },
          { label: t('expires'), value: expiresAt ? <When value={expiresAt} as="exact" /> : t('expiresNever') },
          { label: t('created'), value: <When value={createdAt} as="exact" /> },
          { label: t('createdBy'), value: <Maker apiKey={apiKey} /> },
          ...(revokedAt ? [{ label: t('revokedAt'), value: <When value={revokedAt} as="exact" /> }] : []),
        ]}
      />
      <div>
        <Text fw={600} size="sm" mb="xs">
          {t('may')}
        </Text>
        <PermissionLines allowed={permissions} nothing="" />
      </div>
      {can['revoke'] && (
        <div>
          <ConfirmButton
            position="bottom-start"
            question={t('revokeQuestion', { name })}
            confirmLabel={t('revoke')}
            onConfirm={handleRevoke}
            loading={revoke.isPending}
          >
            {t('revoke')}
          </ConfirmButton>
        </div>
      )}
    </Stack>
  )
}

function Maker({ apiKey: { createdBy } }: { apiKey: ApiKey }) {
  const { data: members } = useMembers(useMay()('platform.users.read'))
  const maker = members?.find(({ userId }) => userId === createdBy)
  return maker ? memberName(maker) : '—'
}
