import { type Member, MemberList } from '@groundwork/contract/platform/identity.ts'
import { IconShieldCheck, IconUsers } from '@tabler/icons-react'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { RegisterView } from '#kit/register/register-view.ts'
import { Face } from '#ui/face.tsx'
import { When } from '#ui/format/when.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { fromContract } from '#ui/text/text.ts'
import type { Role } from '../permissions/permissions.api.ts'
import { MEMBER_TONES, memberName } from './member-words.ts'
import { MEMBERS } from './members.api.ts'
import { t } from './users.text.ts'

export const memberRegister: RegisterView<Member> = {
  path: MEMBERS,
  icon: IconUsers,
  many: t('many'),
  query: { expand: 'can' },
  face: { title: t('name'), sort: 'name' },
  nameOf: memberName,
  secondOf: ({ name, email }) => (name ? email : undefined),
  pictureOf: (member) => <Face name={memberName(member)} round />,
  statusOf: (member) => <MemberStatus member={member} />,
  columns: [
    { key: 'role', title: t('role'), width: 130, cell: ({ roleName: role }) => fromContract(role) },
    { key: 'status', title: t('status'), width: 130, cell: (member) => <MemberStatus member={member} /> },
    { key: 'factor', title: t('secondFactor'), width: 130, cell: (member) => <SecondFactor member={member} /> },
    {
      key: 'lastActiveAt',
      title: t('lastActive'),
      sort: 'lastActiveAt',
      width: 150,
      cell: (member) => <LastActive member={member} />,
    },
    {
      key: 'createdAt',
      title: t('joined'),
      sort: 'createdAt',
      width: 140,
      cell: ({ createdAt }) => <When value={createdAt} as="day" />,
    },
  ],
  cardOf: (member) => (
    <>
      {fromContract(member.roleName)} <MemberStatus member={member} />
    </>
  ),
  filters: filterFields(MemberList, { labels: { status: t('status') }, wordOf: (_, value) => statusWord(value) }),
  isSearchable: true,
  defaultSort: MemberList.defaultSort,
  events: ['user'],
  canGetOne: true,
  empty: { title: t('emptyTitle'), text: t('emptyText') },
}

/** The roles of the business are data, so their filter comes with them. */
export function withRoleFilter(view: RegisterView<Member>, roles: readonly Role[]): RegisterView<Member> {
  const options = roles.map(({ key, name }) => ({ value: key, label: fromContract(name) }))
  return { ...view, filters: [{ key: 'role', kind: 'choice', label: t('role'), options }, ...(view.filters ?? [])] }
}

function statusWord(status: string): string {
  if (status === 'invited' || status === 'deactivated') return t(`status_${status}`)
  return t('status_active')
}

export function MemberStatus({ member }: { member: Member }) {
  return <StatusBadge tone={MEMBER_TONES[member.status]} label={statusWord(member.status)} />
}

function SecondFactor({ member }: { member: Member }) {
  if (!member.totpEnabled) return <span style={{ color: 'var(--gw-ink-2)' }}>{t('factorOff')}</span>
  return <StatusBadge tone="green" icon={IconShieldCheck} label={t('factorOn')} />
}

function LastActive({ member: { lastActiveAt } }: { member: Member }) {
  return lastActiveAt ? <When value={lastActiveAt} /> : <span style={{ color: 'var(--gw-ink-2)' }}>{t('never')}</span>
}
