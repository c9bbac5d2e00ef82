import type { ApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import { t } from './api-keys.text.ts'

const TONES = { active: 'green', expired: 'amber', revoked: 'grey' } as const
type Status = keyof typeof TONES

function statusOf({ revokedAt, expiresAt }: ApiKey): Status {
  if (revokedAt) return 'revoked'
  return expiresAt && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active'
}

export function KeyStatus({ apiKey }: { apiKey: ApiKey }) {
  const status = statusOf(apiKey)
  return <StatusBadge tone={TONES[status]} label={t(`status_${status}`)} />
}
