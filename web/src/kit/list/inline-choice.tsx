import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { toast } from '#ui/toast.tsx'
import { complain } from '../api/complain.ts'
import { t } from '../kit.text.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useChange } from '../resource/use-writes.ts'
import type { BulkField, Column } from './list-view.ts'
import classes from './record-table.module.css'

interface CellProps<T extends BaseRecord> {
  resource: Resource<T>
  record: T
  column: Column<T>
}

/** What stands in a cell; a choice that this person may change is changed right there. */
export function RecordCell<T extends BaseRecord>({ resource, record, column }: CellProps<T>) {
  if (!column.edit || !record.can?.['update'] || record.deletedAt) return column.cell(record)
  return <InlineChoice resource={resource} record={record} column={column} field={column.edit} />
}

function InlineChoice<T extends BaseRecord>({
  resource,
  record,
  column,
  field,
}: CellProps<T> & { field: BulkField<T> }) {
  const change = useChange(resource)
  const now = field.valueOf(record)
  const name = resource.titleOf(record)
  const set = (base: T, value: unknown, undo?: unknown) =>
    change.mutate(
      { base, body: { [field.field]: value } },
      {
        onSuccess: (changed) =>
          toast({
            message: t(undo === undefined ? 'savedOne' : 'changedOne', { name }),
            ...(undo === undefined ? {} : { undo: () => set(changed, undo) }),
          }),
        onError: complain,
      },
    )
  return (
    <Menu position="bottom-start" width={190}>
      <Menu.Target>
        <UnstyledButton className={classes.choice} tabIndex={-1} data-edit disabled={change.isPending}>
          {column.cell(record)}
          <VisuallyHidden>{`, ${field.label}: ${name}`}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {field.options.map(({ value, label }) => (
          <Menu.Item
            key={value}
            onClick={() => value !== now && set(record, value, now)}
            rightSection={value === now && <IconCheck size={14} aria-hidden />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
