import type { View } from '@groundwork/contract/platform/views.ts'
import { Button, Menu, Modal } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import { toast } from '#ui/toast.tsx'
import { complain } from '../api/complain.ts'
import { t } from '../kit.text.ts'
import type { ListState } from './list-state.ts'
import { SaveViewForm } from './save-view-form.tsx'
import { toQuery, useViewWrites } from './views.api.ts'

interface SaveViewMenuProps {
  resource: string
  list: ListState
  current: View | undefined
  isModified: boolean
}

/** Keeps what is shown under a name; there only when there is something to keep or to throw away. */
export function SaveViewMenu({ resource, list, current, isModified }: SaveViewMenuProps) {
  const [isNaming, setIsNaming] = useState(false)
  const { create, change, remove } = useViewWrites(resource)
  const own = current?.isMine ? current : undefined
  if (!isModified && !own) return null

  const query = toQuery(list.lens)
  const handleSaved = ({ id, name }: View) => {
    setIsNaming(false)
    list.replaceLens(list.lens, id)
    toast({ message: t('viewSaved', { name }) })
  }
  const handleDeleted = (name: string) => {
    list.replaceLens({})
    toast({ message: t('viewDeleted', { name }) })
  }
  const handleCreate = (name: string, isShared: boolean) =>
    create.mutate({ resource, name, isShared, query }, { onError: complain, onSuccess: handleSaved })
  const handleUpdate = ({ id }: View) => change.mutate({ id, query }, { onError: complain, onSuccess: handleSaved })
  const handleDelete = ({ id, name }: View) =>
    remove.mutate(id, { onError: complain, onSuccess: () => handleDeleted(name) })

  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button
            variant="subtle"
            size="xs"
            h={28}
            px={8}
            leftSection={<IconBookmark size={15} stroke={1.7} aria-hidden />}
          >
            {isModified ? t('saveView') : t('viewOptions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isModified && own && (
            <Menu.Item onClick={() => handleUpdate(own)}>{t('updateView', { name: own.name })}</Menu.Item>
          )}
          {isModified && <Menu.Item onClick={() => setIsNaming(true)}>{t('saveViewAs')}</Menu.Item>}
          {own && <Menu.Item onClick={() => handleDelete(own)}>{t('deleteView', { name: own.name })}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isNaming} onClose={() => setIsNaming(false)} title={t('saveViewAs')}>
        <SaveViewForm isBusy={create.isPending} onSave={handleCreate} />
      </Modal>
    </>
  )
}
