import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { ActionIcon, Badge, Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconDots, IconGripVertical } from '@tabler/icons-react'
import { useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { toast } from '#ui/toast.tsx'
import { useFieldWrites } from './custom-fields.api.ts'
import { t } from './custom-fields.text.ts'
import type { Editing } from './custom-fields-page.tsx'
import classes from './field-list.module.css'

interface FieldListProps {
  fields: CustomField[]
  may: boolean
  onEdit: (editing: Editing) => void
}

/** In the order of forms and pages; to be moved by dragging or by two buttons. */
export function FieldList({ fields, may, onEdit }: FieldListProps) {
  const { order } = useFieldWrites()
  const [dragged, setDragged] = useState<string>()
  const ids = fields.map(({ id }) => id)
  const moveTo = (id: string, place: number) => {
    const [first] = fields
    if (!first || place < 0 || place >= ids.length || ids.indexOf(id) === place) return
    const others = ids.filter((other) => other !== id)
    order.mutate(
      { resource: first.resource, ids: [...others.slice(0, place), id, ...others.slice(place)] },
      { onError: complain },
    )
  }
  return (
    <ol className={classes.list}>
      {fields.map((field, index) => (
        <li
          key={field.id}
          className={classes.line}
          draggable={may}
          data-dragged={dragged === field.id}
          onDragStart={() => setDragged(field.id)}
          onDragEnd={() => setDragged(undefined)}
          onDragOver={(event) => dragged && event.preventDefault()}
          onDrop={() => dragged && moveTo(dragged, index)}
        >
          {may && <IconGripVertical className={classes.grip} size={16} stroke={1.6} aria-label={t('drag')} />}
          <FieldFace field={field} {...(may ? { onEdit: () => onEdit(field) } : {})} />
          {may && (
            <span className={classes.deeds}>
              <Mover
                label={t('moveUp', { label: field.label })}
                isOff={index === 0}
                onMove={() => moveTo(field.id, index - 1)}
                isUp
              />
              <Mover
                label={t('moveDown', { label: field.label })}
                isOff={index === fields.length - 1}
                onMove={() => moveTo(field.id, index + 1)}
              />
              <FieldMenu field={field} onEdit={() => onEdit(field)} />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

export function FieldFace({ field, onEdit }: { field: CustomField; onEdit?: () => void }) {
  const { label, key, isRequired } = field
  return (
    <span className={classes.face}>
      <span className={classes.name}>
        {onEdit ? <UnstyledButton onClick={onEdit}>{label}</UnstyledButton> : label}
        {isRequired && (
          <Badge size="xs" variant="light" color="gray">
            {t('required')}
          </Badge>
        )}
      </span>
      <span className={classes.more}>
        {describe(field)} · <code>{key}</code>
      </span>
    </span>
  )
}

function describe({ kind, unit, options, referenceTo }: CustomField): string {
  if (kind === 'choice') return `${t('kind_choice')}: ${options.map(({ label }) => label).join(', ')}`
  if (kind === 'reference') return `${t('kind_reference')}: ${resourceTitle(referenceTo ?? '')}`
  return unit ? `${t(`kind_${kind}`)}, ${unit}` : t(`kind_${kind}`)
}

interface MoverProps {
  label: string
  isOff: boolean
  isUp?: true
  onMove: () => void
}

function Mover({ label, isOff, isUp, onMove }: MoverProps) {
  const Arrow = isUp ? IconChevronUp : IconChevronDown
  return (
    <ActionIcon variant="subtle" color="gray" size={28} disabled={isOff} aria-label={label} onClick={onMove}>
      <Arrow size={16} stroke={1.7} />
    </ActionIcon>
  )
}

function FieldMenu({ field, onEdit }: { field: CustomField; onEdit: () => void }) {
  const { deed } = useFieldWrites()
  const handleArchive = () =>
    deed.mutate(
      { id: field.id, deed: 'archive' },
      {
        onSuccess: () => toast({ message: t('archivedOne', { label: field.label }) }),
        onError: complain,
      },
    )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('moreOf', { label: field.label })}>
          <IconDots size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
        <Menu.Item onClick={handleArchive}>{t('archive')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
