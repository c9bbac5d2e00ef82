import type { RoleRule } from '@groundwork/contract/platform/sign-in-provider.ts'
import { ActionIcon, Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { useRoles } from '../permissions/permissions.api.ts'
import { grantableRoles } from '../users/grantable-roles.ts'
import { t } from './sign-in.text.ts'
import type { ProviderForm } from './sign-in-form.tsx'

export interface RuleValues extends RoleRule {
  /** To tell them apart while they are edited. */
  key: string
}

export function newRule(rule: RoleRule = { claim: 'groups', value: '', role: 'viewer' }): RuleValues {
  return { ...rule, key: crypto.getRandomValues(new Uint32Array(2)).join('-') }
}

export function RulesFields({ form }: { form: ProviderForm }) {
  const { roleRules } = form.values
  const roles = useRoleOptions()
  return (
    <Stack gap="md">
      {roleRules.map((rule, index) => (
        <RuleLine key={rule.key} form={form} index={index} roles={roles} />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
          onClick={() => form.insertListItem('roleRules', newRule())}
        >
          {t('addRule')}
        </Button>
      </div>
      <Select
        label={t('defaultRole')}
        data={[{ value: '', label: t('refuse') }, ...roles]}
        allowDeselect={false}
        {...form.getInputProps('defaultRole')}
      />
      <Switch
        label={t('managesRoles')}
        description={t('managesRolesHelp')}
        {...form.getInputProps('managesRoles', { type: 'checkbox' })}
      />
    </Stack>
  )
}

interface RuleLineProps {
  form: ProviderForm
  index: number
  roles: { value: string; label: string }[]
}

function RuleLine({ form, index, roles }: RuleLineProps) {
  const field = (name: keyof RoleRule) => form.getInputProps(`roleRules.${index}.${name}`)
  return (
    <Group align="flex-start" gap="xs">
      <TextInput label={t('claim')} placeholder="groups" flex="1 1 120px" {...field('claim')} />
      <TextInput label={t('contains')} placeholder="dispatch" flex="1 1 120px" {...field('value')} />
      <Select label={t('role')} data={roles} allowDeselect={false} flex="1 1 140px" {...field('role')} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        // Beside the fields, not their labels, and where they are when one of them says what is wrong.
        mt={18}
        aria-label={t('removeRule', { number: index + 1 })}
        onClick={() => form.removeListItem('roleRules', index)}
      >
        <IconTrash size={16} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

/** What a provider may give: everything this person may give, but owners. */
function useRoleOptions(): { value: string; label: string }[] {
  const me = useMe()
  const { data: roles = [] } = useRoles()
  return grantableRoles(roles, me)
    .filter(({ key }) => key !== 'owner')
    .map(({ key, name }) => ({ value: key, label: fromContract(name) }))
}
