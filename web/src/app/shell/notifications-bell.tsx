import { ActionIcon, Indicator, Popover, Stack, Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { RecordLink } from '#kit/picker/record-link.tsx'
import { When } from '#ui/format/when.tsx'
import { t } from '../app.text.ts'
import { useMentions, useReadMentions } from './mentions.api.ts'
import { useNews } from './use-news.ts'

/** What finished or came in since the console was opened: imports, exports, people. */
export function NotificationsBell() {
  const { news, unread: unreadNews, markRead } = useNews()
  const { mentions, unread: unreadMentions } = useMentions()
  const readMentions = useReadMentions()
  const unread = unreadNews + unreadMentions
  const [opened, setOpened] = useState(false)
  const handleChange = (next: boolean) => {
    setOpened(next)
    if (next) return
    markRead()
    if (unreadMentions > 0) readMentions.mutate()
  }
  return (
    <Popover opened={opened} onChange={handleChange} width={340} position="bottom-end" trapFocus>
      <Indicator disabled={unread === 0} size={8} offset={8} color="red.7">
        <Popover.Target>
          <ActionIcon
            size={36}
            onClick={() => handleChange(!opened)}
            aria-label={unread > 0 ? `${t('notifications')} (${unread})` : t('notifications')}
          >
            <IconBell size={20} stroke={1.6} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t('notifications')}>
        <Text fw={600} mb="xs">
          {t('notifications')}
        </Text>
        {news.length === 0 && mentions.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('noNotifications')}
          </Text>
        )}
        <Stack gap="sm" mah={420} style={{ overflowY: 'auto' }}>
          {mentions.map(({ id, byName, resource, recordId, createdAt, readAt }) => (
            <div key={id}>
              <Text size="sm" {...(readAt ? {} : { fw: 600 })}>
                {t('mentioned', { name: byName })}{' '}
                <RecordLink resource={resource} id={recordId} onClick={() => handleChange(false)} />
              </Text>
              <Text size="xs" c="var(--gw-ink-2)">
                <When value={createdAt} />
              </Text>
            </div>
          ))}
          {news.map(({ id, text, at }) => (
            <div key={id}>
              <Text size="sm">{text}</Text>
              <Text size="xs" c="dimmed">
                <When value={at} />
              </Text>
            </div>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
