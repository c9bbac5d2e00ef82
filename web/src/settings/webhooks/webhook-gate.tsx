import type { Webhook } from '@groundwork/contract/platform/webhooks.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Gate } from '#kit/page/gate.tsx'
import { SettingsSkeleton } from '../settings-skeleton.tsx'
import { useWebhook } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

/** The webhook of the address, or what stands in its place. */
export function WebhookGate({ children }: { children: (webhook: Webhook) => ReactNode }) {
  const query = useWebhook(String(useParams({ strict: false })['id']))
  const back = { to: '/settings/webhooks', label: t('allWebhooks') }
  return (
    <Gate
      query={query}
      skeleton={<SettingsSkeleton />}
      missing={{ title: t('missingTitle'), text: t('missingText'), back }}
    >
      {children}
    </Gate>
  )
}
