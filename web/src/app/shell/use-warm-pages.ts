import { useEffect } from 'react'
import { useMe } from '#kit/session/session.ts'
import { navigationFor } from './navigation.ts'

const QUIET_MS = 4_000

/** Once it is quiet, fetches the code of the pages in the navigation: they open at once, and also when the connection is gone. */
export function useWarmPages(): void {
  const me = useMe()
  const paths = navigationFor(me)
    .flatMap(({ items }) => items.map(({ path }) => path))
    .join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only which pages there are matters
  useEffect(() => {
    const timer = setTimeout(() => void warm(navigationFor(me)), QUIET_MS)
    return () => clearTimeout(timer)
  }, [paths])
}

async function warm(sections: ReturnType<typeof navigationFor>): Promise<void> {
  try {
    for (const { load } of sections.flatMap(({ items }) => items)) await load()
  } catch {
    // No connection: what is missing is asked for again when its page is opened.
  }
}
