import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconLink, IconPencil, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { toast } from '#ui/toast.tsx'
import { complain } from '../api/complain.ts'
import { t } from '../kit.text.ts'
import { ButtonLink } from '../page/links.tsx'
import { type BaseRecord, type Resource, recordHref } from '../resource/resource.ts'
import { useRestore, useTrash } from '../resource/use-writes.ts'

interface RecordActionsProps<T extends BaseRecord> {
  resource: Resource<T>
  record: T
}

/** What the server says this person may do with this record. */
export function RecordActions<T extends BaseRecord>({ resource, record }: RecordActionsProps<T>) {
  const navigate = useNavigate()
  const trash = useTrash(resource)
  const restore = useRestore(resource)
  const name = resource.titleOf(record)
  const isTrashed = Boolean(record.deletedAt)
  const handleTrash = () =>
    trash.mutate(record.id, {
      onError: complain,
      onSuccess: () => {
        toast({ message: t('movedToTrash', { name }), undo: () => restore.mutate(record.id, { onError: complain }) })
        void navigate({ to: resource.href })
      },
    })
  const handleCopy = async () => {
    await navigator.clipboard.writeText(window.location.href)
    toast({ message: t('linkCopied') })
  }
  return (
    <>
      {record.can?.['update'] && !isTrashed && (
        <ButtonLink
          to={`${recordHref(resource, record.id)}/edit`}
          leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />}
        >
          {t('edit')}
        </ButtonLink>
      )}
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="default" size={34} aria-label={t('more')}>
            <IconDots size={18} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={16} stroke={1.6} aria-hidden />} onClick={() => void handleCopy()}>
            {t('copyLink')}
          </Menu.Item>
          {record.can?.['trash'] && !isTrashed && (
            <Menu.Item leftSection={<IconTrash size={16} stroke={1.6} aria-hidden />} onClick={handleTrash}>
              {t('toTrash')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
