import type { Member } from '@groundwork/contract/platform/identity.ts'
import { Select, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { useRoles } from '../permissions/permissions.api.ts'
import { grantableRoles } from './grantable-roles.ts'
import { RoleSummary } from './role-summary.tsx'
import { t } from './users.text.ts'

type RoleKey = Member['role']

interface RoleChoiceProps {
  value: RoleKey
  onChange: (role: RoleKey) => void
  description?: string
  error?: ReactNode
}

/** A role with what it may do, so that nobody has to know the words by heart. */
export function RoleChoice({ value, onChange, description, error }: RoleChoiceProps) {
  const me = useMe()
  const { data: roles = [] } = useRoles()
  const offered = grantableRoles(roles, me)
  const chosen = roles.find(({ key }) => key === value)
  const handleChange = (key: string | null) => {
    const role = offered.find((one) => one.key === key)
    if (role) onChange(role.key)
  }
  return (
    <Stack gap="xs">
      <Select
        label={t('role')}
        {...(description ? { description } : {})}
        error={error}
        value={value}
        onChange={handleChange}
        allowDeselect={false}
        checkIconPosition="right"
        data={offered.map(({ key, name }) => ({ value: key, label: fromContract(name) }))}
        renderOption={({ option }) => {
          const role = offered.find(({ key }) => key === option.value)
          return (
            <div>
              <Text size="sm" fw={500}>
                {option.label}
              </Text>
              {role && (
                <Text size="xs" c="dimmed">
                  {fromContract(role.description)}
                </Text>
              )}
            </div>
          )
        }}
      />
      {chosen && <RoleSummary role={chosen} />}
    </Stack>
  )
}
