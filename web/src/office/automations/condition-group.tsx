import type { ConditionGroup, ConditionRow } from '@groundwork/contract/office/automation-conditions.ts'
import type { VocabularyField } from '@groundwork/contract/office/automations.ts'
import { ActionIcon, Button, Group, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { t } from './automations.text.ts'
import { ConditionRowInput, firstRowOf } from './condition-row.tsx'
import classes from './editor.module.css'

type Inner = ConditionGroup['groups'][number]

interface ConditionGroupInputProps {
  group: ConditionGroup
  fields: readonly VocabularyField[]
  onChange: (group: ConditionGroup) => void
}

/** Conditions that hold together or one for another, and groups of such within them. */
export function ConditionGroupInput({ group, fields, onChange }: ConditionGroupInputProps) {
  const { groups } = group
  return (
    <div className={classes.group}>
      <Rows group={group} fields={fields} onChange={(changed) => onChange({ ...changed, groups })} />
      {groups.map((inner, index) => (
        // Groups have no names of their own; their place is what they are known by.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <div key={index} className={classes.inner}>
          <Rows
            group={inner}
            fields={fields}
            onChange={(changed) => onChange({ ...group, groups: groups.with(index, changed) })}
          />
          <ActionIcon
            className={classes.removeGroup ?? ''}
            variant="subtle"
            color="gray"
            aria-label={t('removeGroup')}
            onClick={() => onChange({ ...group, groups: groups.toSpliced(index, 1) })}
          >
            <IconX size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={fields.length === 0}
        onClick={() => onChange({ ...group, groups: [...groups, { match: 'any', rows: rowsFrom(fields) }] })}
      >
        {t('addGroup')}
      </Button>
    </div>
  )
}

interface RowsProps {
  group: Inner
  fields: readonly VocabularyField[]
  onChange: (group: Inner) => void
}

function Rows({ group: { match, rows }, fields, onChange }: RowsProps) {
  const setRows = (changed: ConditionRow[]) => onChange({ match, rows: changed })
  return (
    <>
      {rows.length > 1 && (
        <Group gap="xs" className={classes.match ?? ''}>
          <span>{t('match')}</span>
          <Select
            aria-label={t('match')}
            size="xs"
            w={150}
            data={[
              { value: 'all', label: t('matchAll') },
              { value: 'any', label: t('matchAny') },
            ]}
            value={match}
            allowDeselect={false}
            onChange={(value) => onChange({ match: value === 'any' ? 'any' : 'all', rows })}
          />
        </Group>
      )}
      {rows.map((row, index) => (
        <ConditionRowInput
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
          key={index}
          row={row}
          fields={fields}
          onChange={(changed) => setRows(rows.with(index, changed))}
          onRemove={() => setRows(rows.toSpliced(index, 1))}
        />
      ))}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={fields.length === 0}
        onClick={() => setRows([...rows, ...rowsFrom(fields)])}
      >
        {t('addRow')}
      </Button>
    </>
  )
}

function rowsFrom(fields: readonly VocabularyField[]): ConditionRow[] {
  const best =
    fields.find(({ path }) => path.endsWith('.status')) ?? fields.find(({ kind }) => kind !== 'text') ?? fields[0]
  return best ? [firstRowOf(best)] : []
}
