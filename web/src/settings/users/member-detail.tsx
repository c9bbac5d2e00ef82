import type { Member } from '@groundwork/contract/platform/identity.ts'
import { Button, Divider, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { Facts } from '#ui/facts.tsx'
import { When } from '#ui/format/when.tsx'
import { fromContract } from '#ui/text/text.ts'
import { toast } from '#ui/toast.tsx'
import { MemberAccess } from './member-access.tsx'
import { memberName } from './member-words.ts'
import { useChangeMember } from './members.api.ts'
import { RoleChoice } from './role-choice.tsx'
import { t } from './users.text.ts'

/** A person in this business, and what the server lets the reader do about them. */
export function MemberDetail({ member }: { member: Member }) {
  const { can = {} } = member
  const mayChangeRole = can['update'] === true && member.status === 'active'
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: t('email'), value: member.email },
          { label: t('role'), value: fromContract(member.roleName) },
          { label: t('secondFactor'), value: member.totpEnabled ? t('factorOn') : t('factorOff') },
          {
            label: t('lastActive'),
            value: member.lastActiveAt ? <When value={member.lastActiveAt} as="exact" /> : t('never'),
          },
          ...(member.invitedAt ? [{ label: t('invitedAt'), value: <When value={member.invitedAt} as="exact" /> }] : []),
          { label: t('joined'), value: <When value={member.createdAt} as="day" /> },
        ]}
      />
      {mayChangeRole && <RoleForm key={member.version} member={member} />}
      {Object.values(can).some(Boolean) ? (
        <>
          <Divider label={t('access')} labelPosition="left" />
          <MemberAccess member={member} />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {t('nothingAllowed')}
        </Text>
      )}
    </Stack>
  )
}

function RoleForm({ member }: { member: Member }) {
  const change = useChangeMember(member)
  const [role, setRole] = useState(member.role)
  const handleSave = () =>
    change.mutate(
      { role },
      {
        onSuccess: (saved) =>
          toast({ message: t('roleChanged', { name: memberName(saved), role: fromContract(saved.roleName) }) }),
        onError: complain,
      },
    )
  return (
    <div>
      <RoleChoice value={role} onChange={setRole} description={t('changeRoleHelp')} />
      {role !== member.role && (
        <Group mt="sm">
          <Button onClick={handleSave} loading={change.isPending}>
            {t('saveRole')}
          </Button>
        </Group>
      )}
    </div>
  )
}
