import type { SupportGrant } from '@groundwork/contract/platform/support.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import { t } from './support.text.ts'

const TONES = { open: 'amber', over: 'grey', ended: 'grey' } as const

export function statusOf({ endedAt, endedBy, expiresAt }: SupportGrant): keyof typeof TONES {
  if (endedAt && endedBy) return 'ended'
  return endedAt || Date.parse(expiresAt) <= Date.now() ? 'over' : 'open'
}

export function GrantStatus({ grant }: { grant: SupportGrant }) {
  const status = statusOf(grant)
  return <StatusBadge tone={TONES[status]} label={t(`status_${status}`)} />
}
