import { Checkbox, Group, Input, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { groupPermissions, isReading, type PermissionGroup } from '../permissions/permission-groups.ts'
import { usePermissions } from '../permissions/permissions.api.ts'
import { t } from './api-keys.text.ts'
import classes from './permission-picker.module.css'

const PRESETS = ['read', 'all', 'own'] as const

interface PermissionPickerProps {
  value: string[]
  onChange: (permissions: string[]) => void
  error?: ReactNode
}

/** Of what the maker may do, what the key may: grouped by what it is about, with two quick choices. */
export function PermissionPicker({ value, onChange, error }: PermissionPickerProps) {
  const me = useMe()
  const { data } = usePermissions()
  if (!data) return <Skeleton h={240} radius={8} />
  const held = data.filter(({ name }) => me.permissions.includes(name))
  const names = held.map(({ name }) => name)
  const readable = names.filter(isReading)
  const preset = isSame(value, readable) ? 'read' : isSame(value, names) ? 'all' : 'own'
  const handlePreset = (next: string) => onChange(next === 'read' ? readable : next === 'all' ? names : value)
  return (
    <Stack gap="sm" data-path="permissions" tabIndex={-1}>
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('presets')}
          value={preset}
          onChange={handlePreset}
          data={PRESETS.map((key) => ({ value: key, label: t(`preset_${key}`) }))}
        />
        <Text size="sm" c="dimmed" role="status">
          {t('chosen', { count: value.length })}
        </Text>
      </Group>
      {error && <Input.Error role="alert">{error}</Input.Error>}
      <div className={classes.groups}>
        {groupPermissions(held).map((group) => (
          <GroupChoice key={group.key} group={group} value={value} onChange={onChange} />
        ))}
      </div>
    </Stack>
  )
}

interface GroupChoiceProps {
  group: PermissionGroup
  value: string[]
  onChange: (permissions: string[]) => void
}

function GroupChoice({ group, value, onChange }: GroupChoiceProps) {
  const names = group.permissions.map(({ name }) => name)
  const chosen = names.filter((name) => value.includes(name))
  const set = (changed: string[], isOn: boolean) =>
    onChange(isOn ? [...new Set([...value, ...changed])] : value.filter((name) => !changed.includes(name)))
  const areAll = chosen.length === names.length
  return (
    <fieldset className={classes.group} aria-label={group.title}>
      <Checkbox
        size="xs"
        label={group.title}
        styles={{ label: { fontSize: '0.875rem', fontWeight: 600 } }}
        aria-label={t('allOf', { group: group.title })}
        checked={areAll}
        indeterminate={chosen.length > 0 && !areAll}
        onChange={() => set(names, !areAll)}
      />
      <div className={classes.choices}>
        {group.permissions.map(({ name, description }) => (
          <Checkbox
            key={name}
            size="xs"
            styles={{ label: { fontSize: '0.8125rem' } }}
            label={fromContract(description)}
            title={name}
            checked={value.includes(name)}
            onChange={(event) => set([name], event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function isSame(one: string[], other: string[]): boolean {
  return one.length === other.length && other.every((name) => one.includes(name))
}
