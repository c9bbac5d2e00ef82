import { Outlet, useMatches } from '@tanstack/react-router'
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import { loadPage } from '#kit/page/load-page.ts'
import type { PageEntry } from '#kit/page/page-entry.ts'
import { useMe } from '#kit/session/session.ts'
import { Delayed } from '#ui/delayed.tsx'
import { PAGES, PUBLIC_PAGES } from './pages.ts'
import { SessionGate } from './session/session-gate.tsx'
import { Splash } from './session/splash.tsx'
import { Frame } from './shell/frame.tsx'
import { PageGuard } from './states/page-guard.tsx'
import { SupportDesk } from './support/support-desk.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    entry?: PageEntry
  }
}

const components = new Map<PageEntry, LazyExoticComponent<ComponentType>>(
  [...PAGES, ...PUBLIC_PAGES].map((entry) => [entry, lazy(async () => ({ default: await loadPage(entry) }))]),
)

/** What stands around every page inside. */
export function FrameRoute() {
  return (
    <SessionGate>
      <Inside />
    </SessionGate>
  )
}

function Inside() {
  const { isOutside } = useMe()
  if (isOutside) return <SupportDesk />
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export function FramedPage() {
  const entry = useEntry()
  return (
    <PageGuard entry={entry}>
      <Loaded entry={entry} />
    </PageGuard>
  )
}

export function OpenPage() {
  return <Loaded entry={useEntry()} />
}

function Loaded({ entry }: { entry: PageEntry }) {
  const Page = components.get(entry)
  if (!Page) throw new Error(`${entry.path} is not among the pages`)
  return (
    <Suspense
      fallback={
        <Delayed>
          <Splash />
        </Delayed>
      }
    >
      <Page />
    </Suspense>
  )
}

/** The page the router has matched; the routes are made of the entries, so there is one. */
function useEntry(): PageEntry {
  const entry = useMatches().findLast((match) => match.staticData.entry)?.staticData.entry
  if (!entry) throw new Error('A page is drawn outside its route')
  return entry
}
