import type { Webhook } from '@groundwork/contract/platform/webhooks.ts'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconEye, IconHistory, IconKey, IconPencil, IconSend, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { t as kitText } from '#kit/kit.text.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { RecoverDialog } from './recover-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { TestDialog } from './test-dialog.tsx'
import { t } from './webhooks.text.ts'

type Open = 'test' | 'recover' | 'reveal' | 'rotate' | 'delete' | undefined

/** What may be done with it: one button for what is done most, the rest behind the dots. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const [open, setOpen] = useState<Open>()
  const navigate = useNavigate()
  const { id, can = {} } = webhook
  const close = () => setOpen(undefined)
  return (
    <>
      {can['test'] && (
        <Button leftSection={<IconSend size={16} stroke={1.7} aria-hidden />} onClick={() => setOpen('test')}>
          {t('test')}
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={kitText('more')}>
            <IconDots size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can['update'] && (
            <>
              <Menu.Item
                leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />}
                onClick={() => void navigate({ to: `/settings/webhooks/${id}/edit` })}
              >
                {t('edit')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconHistory size={16} stroke={1.7} aria-hidden />}
                onClick={() => setOpen('recover')}
              >
                {t('recover')}
              </Menu.Item>
            </>
          )}
          {can['reveal'] && (
            <>
              <Menu.Item leftSection={<IconEye size={16} stroke={1.7} aria-hidden />} onClick={() => setOpen('reveal')}>
                {t('reveal')}
              </Menu.Item>
              <Menu.Item leftSection={<IconKey size={16} stroke={1.7} aria-hidden />} onClick={() => setOpen('rotate')}>
                {t('rotate')}
              </Menu.Item>
            </>
          )}
          {can['delete'] && (
            <Menu.Item leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />} onClick={() => setOpen('delete')}>
              {t('delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'test' && <TestDialog id={id} onClose={close} />}
      {open === 'recover' && <RecoverDialog id={id} onClose={close} />}
      {(open === 'reveal' || open === 'rotate') && <SecretDialog id={id} deed={open} onClose={close} />}
      {open === 'delete' && <DeleteDialog id={id} onClose={close} />}
    </>
  )
}
