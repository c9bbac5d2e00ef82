import type { ApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Gate } from '#kit/page/gate.tsx'
import { SettingsSkeleton } from '../settings-skeleton.tsx'
import { useApiKey } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'

/** The key of the address, or what stands in its place. */
export function ApiKeyGate({ children }: { children: (apiKey: ApiKey) => ReactNode }) {
  const query = useApiKey(String(useParams({ strict: false })['id']))
  const back = { to: '/settings/api-keys', label: t('allKeys') }
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
