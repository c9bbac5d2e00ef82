import { type SupportGrant, SupportGrantList } from '@groundwork/contract/platform/support.ts'
import { IconLifebuoy } from '@tabler/icons-react'
import type { RegisterView } from '#kit/register/register-view.ts'
import { When } from '#ui/format/when.tsx'
import { GrantStatus } from './grant-status.tsx'
import { SUPPORT_GRANTS } from './support.api.ts'
import { t } from './support.text.ts'

export const supportRegister: RegisterView<SupportGrant> = {
  path: SUPPORT_GRANTS,
  icon: IconLifebuoy,
  many: t('many'),
  query: { expand: 'can' },
  face: { title: t('reason') },
  nameOf: ({ reason }) => reason,
  secondOf: ({ createdByName }) => createdByName,
  statusOf: (grant) => <GrantStatus grant={grant} />,
  columns: [
    { key: 'status', title: t('status'), width: 140, cell: (grant) => <GrantStatus grant={grant} /> },
    { key: 'role', title: t('role'), width: 120, cell: ({ role }) => t(`role_${role}`) },
    {
      key: 'createdAt',
      title: t('from'),
      sort: 'createdAt',
      width: 190,
      cell: ({ createdAt }) => <When value={createdAt} as="exact" />,
    },
    {
      key: 'expiresAt',
      title: t('until'),
      sort: 'expiresAt',
      width: 190,
      cell: ({ endedAt, expiresAt }) => <When value={endedAt ?? expiresAt} as="exact" />,
    },
  ],
  cardOf: (grant) => (
    <>
      <GrantStatus grant={grant} /> {t(`role_${grant.role}`)} · <When value={grant.createdAt} as="exact" />
    </>
  ),
  filters: [],
  defaultSort: SupportGrantList.defaultSort,
  events: ['support'],
  canGetOne: true,
  empty: { title: t('emptyTitle'), text: t('emptyText') },
}
