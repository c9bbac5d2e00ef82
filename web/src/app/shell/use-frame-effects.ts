import { useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { liveUpdates } from '#kit/live/live-updates.ts'
import { useMe } from '#kit/session/session.ts'
import { useRecentPlaces } from './use-recent-places.ts'
import { useWarmPages } from './use-warm-pages.ts'

/** What the frame keeps running as long as somebody is signed in. */
export function useFrameEffects(): void {
  useLiveConnection()
  useOwnColorScheme()
  useRecentPlaces()
  useWarmPages()
}

function useLiveConnection(): void {
  const { tenant } = useMe()
  const client = useQueryClient()
  // The stream follows the business; another one needs another stream.
  // biome-ignore lint/correctness/useExhaustiveDependencies: tenant.id is the reason to reopen
  useEffect(() => liveUpdates.open(), [tenant.id])
  // `reset`: more was missed than is kept. `end`: signed out, or the role has changed. Both make all that is known doubtful.
  useEffect(() => liveUpdates.onNotice(() => void client.invalidateQueries()), [client])
}

/** The appearance travels with the person, not with the browser. */
function useOwnColorScheme(): void {
  const { user } = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const setRef = useRef(setColorScheme)
  useEffect(() => setRef.current(user.colorScheme), [user.colorScheme])
}
