import type { Webhook } from '@groundwork/contract/platform/webhooks.ts'
import { IconAlertTriangle, IconCheck, IconPlayerPause, IconPower } from '@tabler/icons-react'
import { StatusBadge } from '#ui/status-badge.tsx'
import { t } from './webhooks.text.ts'

const FACES = {
  active: { tone: 'green', icon: IconCheck },
  failing: { tone: 'amber', icon: IconAlertTriangle },
  paused: { tone: 'red', icon: IconPlayerPause },
  off: { tone: 'grey', icon: IconPower },
} as const

export function WebhookStatus({ webhook: { status, failuresInRow } }: { webhook: Webhook }) {
  const face = status === 'active' && failuresInRow > 0 ? 'failing' : status
  return <StatusBadge {...FACES[face]} label={t(`status_${face}`)} />
}

/** The name people gave it, or whose server it is. */
export function webhookName({ description, url }: Pick<Webhook, 'description' | 'url'>): string {
  return description || hostOf(url)
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
