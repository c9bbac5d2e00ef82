import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconChevronUp, IconTrash, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { t } from '../kit.text.ts'
import type { BaseRecord } from '../resource/resource.ts'
import { useMay } from '../session/session.ts'
import { useBulk } from './bulk.api.ts'
import classes from './bulk-bar.module.css'
import type { BulkField, ListView } from './list-view.ts'
import type { Selection } from './use-selection.ts'

interface BulkBarProps<T extends BaseRecord> {
  view: ListView<T>
  selection: Selection<T>
  isTrash: boolean
  actions: ((records: T[]) => ReactNode) | undefined
}

/** What can be done with the selected rows; only what the role allows. */
export function BulkBar<T extends BaseRecord>({ view, selection, isTrash, actions }: BulkBarProps<T>) {
  const { resource, bulkFields = [] } = view
  const may = useMay()
  const bulk = useBulk(resource)
  const { records } = selection
  if (records.length === 0) return null
  const { one, many } = resource

  const handleField = (field: BulkField<T>, value: string) => {
    bulk.mutate({
      operations: records.map(({ id }) => ({ action: 'update', id, data: { [field.field]: value } })),
      sentence: (count) => t('changed', { count, one, many }),
      undo: records.map((record) => ({
        action: 'update',
        id: record.id,
        data: { [field.field]: field.valueOf(record) },
      })),
    })
    selection.clear()
  }
  const handleMove = (action: 'trash' | 'restore') => {
    bulk.mutate({
      operations: records.map(({ id }) => ({ action, id })),
      sentence: (count) => t(action === 'trash' ? 'trashed' : 'restored', { count, one, many }),
      undo: records.map(({ id }) => ({ action: action === 'trash' ? 'restore' : 'trash', id })),
    })
    selection.clear()
  }

  return (
    <div className={classes.bar}>
      <div className={classes.inner} role="toolbar" aria-label={t('selected', { count: records.length })}>
        <span className={classes.count} role="status">
          {t('selected', { count: records.length })}
        </span>
        {!isTrash &&
          may(resource.permissions.update) &&
          bulkFields.map((field) => (
            <FieldMenu key={field.field} field={field} onChoose={(value) => handleField(field, value)} />
          ))}
        {!isTrash && actions?.(records)}
        {!isTrash && may(resource.permissions.delete) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconTrash size={15} stroke={1.7} aria-hidden />}
            onClick={() => handleMove('trash')}
          >
            {t('toTrash')}
          </Button>
        )}
        {isTrash && may(resource.permissions.delete) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={15} stroke={1.7} aria-hidden />}
            onClick={() => handleMove('restore')}
          >
            {t('restore')}
          </Button>
        )}
        <ActionIcon size={30} onClick={selection.clear} aria-label={t('clearSelection')}>
          <IconX size={16} stroke={1.7} />
        </ActionIcon>
      </div>
    </div>
  )
}

interface FieldMenuProps<T> {
  field: BulkField<T>
  onChoose: (value: string) => void
}

function FieldMenu<T>({ field, onChoose }: FieldMenuProps<T>) {
  return (
    <Menu position="top" width={180}>
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<IconChevronUp size={14} aria-hidden />}>
          {field.label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {field.options.map(({ value, label }) => (
          <Menu.Item key={value} onClick={() => onChoose(value)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
