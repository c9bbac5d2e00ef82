import { type ApiKey, ApiKeyList } from '@groundwork/contract/platform/api-keys.ts'
import { IconKey } from '@tabler/icons-react'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { RegisterView } from '#kit/register/register-view.ts'
import { When } from '#ui/format/when.tsx'
import { API_KEYS } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'
import { KeyStatus } from './key-status.tsx'

export const apiKeyRegister: RegisterView<ApiKey> = {
  path: API_KEYS,
  icon: IconKey,
  many: t('many'),
  face: { title: t('name'), sort: 'name' },
  nameOf: ({ name }) => name,
  secondOf: ({ prefix }) => <code>{prefix}…</code>,
  statusOf: (apiKey) => <KeyStatus apiKey={apiKey} />,
  columns: [
    { key: 'status', title: t('status'), width: 120, cell: (apiKey) => <KeyStatus apiKey={apiKey} /> },
    {
      key: 'permissions',
      title: t('permissions'),
      width: 130,
      cell: ({ permissions }) => t('permissionCount', { count: permissions.length }),
    },
    {
      key: 'limit',
      title: t('limit'),
      width: 110,
      align: 'right',
      cell: ({ rateLimitPerHour }) => t('perHour', { count: rateLimitPerHour }),
    },
    {
      key: 'lastUsedAt',
      title: t('lastUsed'),
      sort: 'lastUsedAt',
      width: 140,
      cell: ({ lastUsedAt }) => <WhenOr value={lastUsedAt} otherwise={t('never')} />,
    },
    {
      key: 'expiresAt',
      title: t('expires'),
      width: 140,
      cell: ({ expiresAt }) => <WhenOr value={expiresAt} otherwise={t('expiresNever')} />,
    },
    {
      key: 'createdAt',
      title: t('created'),
      sort: 'createdAt',
      width: 140,
      cell: ({ createdAt }) => <When value={createdAt} as="day" />,
    },
  ],
  cardOf: (apiKey) => (
    <>
      <code>{apiKey.prefix}…</code> <KeyStatus apiKey={apiKey} />
    </>
  ),
  filters: filterFields(ApiKeyList, { labels: { status: t('status') }, wordOf: (_, value) => statusWord(value) }),
  isSearchable: true,
  defaultSort: ApiKeyList.defaultSort,
  hrefOf: ({ id }) => `/settings/api-keys/${id}`,
  empty: { title: t('emptyTitle'), text: t('emptyText') },
}

function statusWord(status: string): string {
  return status === 'expired' || status === 'revoked' ? t(`status_${status}`) : t('status_active')
}

export function WhenOr({ value, otherwise }: { value: string | null; otherwise: string }) {
  return value ? <When value={value} /> : <span style={{ color: 'var(--gw-ink-2)' }}>{otherwise}</span>
}
