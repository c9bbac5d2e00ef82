import type { ApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { useMay } from '#kit/session/session.ts'
import { Facts } from '#ui/facts.tsx'
import { When } from '#ui/format/when.tsx'
import { memberName } from '../users/member-words.ts'
import { useMembers } from '../users/members.api.ts'
import classes from './api-key-detail.module.css'
import { WhenOr } from './api-key-register.tsx'
import { t } from './api-keys.text.ts'
import { KeyStatus } from './key-status.tsx'

export function ApiKeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const { prefix, allowedAddresses, rateLimitPerHour, lastUsedAt, expiresAt, rotatedAt, createdAt, revokedAt } = apiKey
  return (
    <Facts
      facts={[
        { label: t('status'), value: <KeyStatus apiKey={apiKey} /> },
        { label: t('key'), value: <code>{prefix}…</code> },
        { label: t('addresses'), value: <Addresses addresses={allowedAddresses} /> },
        { label: t('limit'), value: t('perHour', { count: rateLimitPerHour }) },
        { label: t('lastUsed'), value: <WhenOr value={lastUsedAt} otherwise={t('never')} /> },
        { label: t('expires'), value: expiresAt ? <When value={expiresAt} as="exact" /> : t('expiresNever') },
        ...(rotatedAt ? [{ label: t('rotatedAt'), value: <When value={rotatedAt} as="exact" /> }] : []),
        { label: t('created'), value: <When value={createdAt} as="exact" /> },
        { label: t('createdBy'), value: <Maker apiKey={apiKey} /> },
        ...(revokedAt ? [{ label: t('revokedAt'), value: <When value={revokedAt} as="exact" /> }] : []),
      ]}
    />
  )
}

function Addresses({ addresses }: { addresses: string[] }) {
  if (addresses.length === 0) return t('anywhere')
  return (
    <ul className={classes.addresses}>
      {addresses.map((address) => (
        <li key={address}>
          <code>{address}</code>
        </li>
      ))}
    </ul>
  )
}

function Maker({ apiKey: { createdBy } }: { apiKey: ApiKey }) {
  const { data: members } = useMembers(useMay()('platform.users.read'))
  const maker = members?.find(({ userId }) => userId === createdBy)
  return maker ? memberName(maker) : '—'
}
