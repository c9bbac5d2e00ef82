import type { EventPayload } from '@groundwork/contract/events.ts'
import { useCallback, useState } from 'react'
import type { LiveEvent } from '#kit/live/live-updates.ts'
import { useLiveEvents } from '#kit/live/use-live.ts'
import { t } from '../app.text.ts'

interface NewsItem {
  id: string
  text: string
  at: string
}

const MAX_KEPT = 20

export function useNews() {
  const [news, setNews] = useState<NewsItem[]>([])
  const [unread, setUnread] = useState(0)
  const handleEvent = useCallback((event: LiveEvent) => {
    const text = sentenceFor(event)
    if (!text) return
    setNews((now) => [{ id: event.id, text, at: event.createdAt }, ...now].slice(0, MAX_KEPT))
    setUnread((now) => now + 1)
  }, [])
  useLiveEvents(handleEvent)
  return { news, unread, markRead: () => setUnread(0) }
}

function sentenceFor({ type, payload }: LiveEvent): string | undefined {
  // Each payload has the shape the contract gives its event type.
  if (type === 'import.finished') {
    const { created, updated, failed } = payload as EventPayload<'import.finished'>
    return t('importFinished', { created, updated, failed })
  }
  if (type === 'export.finished')
    return t('exportFinished', { count: (payload as EventPayload<'export.finished'>).rows })
  if (type === 'user.invited') return t('userInvited', { email: (payload as EventPayload<'user.invited'>).email })
  if (type === 'user.joined') return t('userJoined')
  return undefined
}
