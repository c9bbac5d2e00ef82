import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { toast } from '#ui/toast.tsx'
import { complain } from '../api/complain.ts'
import { t } from '../kit.text.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { usePurge, useRestore } from '../resource/use-writes.ts'
import classes from './detail-page.module.css'

interface TrashNoticeProps<T extends BaseRecord> {
  resource: Resource<T>
  record: T
}

export function TrashNotice<T extends BaseRecord>({ resource, record }: TrashNoticeProps<T>) {
  const navigate = useNavigate()
  const restore = useRestore(resource)
  const purge = usePurge(resource)
  const name = resource.titleOf(record)
  const handleRestore = () =>
    restore.mutate(record.id, { onError: complain, onSuccess: () => toast({ message: t('restoredOne', { name }) }) })
  const handlePurge = () =>
    purge.mutate(record.id, {
      onError: complain,
      onSuccess: () => {
        toast({ message: t('deletedForGood', { name }) })
        void navigate({ to: resource.href, search: { trashed: 'true' } })
      },
    })
  return (
    <div className={classes.notice} role="status">
      <span style={{ flex: 1 }}>{t('inTrash', { one: resource.one })}</span>
      <Group gap="xs">
        {record.can?.['restore'] && (
          <Button size="xs" variant="default" onClick={handleRestore} loading={restore.isPending}>
            {t('restore')}
          </Button>
        )}
        {record.can?.['purge'] && (
          <ConfirmButton
            size="xs"
            question={t('deleteForGoodQuestion')}
            confirmLabel={t('deleteForGood')}
            onConfirm={handlePurge}
          >
            {t('deleteForGood')}
          </ConfirmButton>
        )}
      </Group>
    </div>
  )
}
