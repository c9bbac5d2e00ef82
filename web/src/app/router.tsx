import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { PageEntry } from '#kit/page/page-entry.ts'
import { parseSearch, stringifySearch } from '#kit/page/url-state.ts'
import { Delayed } from '#ui/delayed.tsx'
import { PAGES, PUBLIC_PAGES } from './pages.ts'
import { SessionGate } from './session/session-gate.tsx'
import { Splash } from './session/splash.tsx'
import { Frame } from './shell/frame.tsx'
import { NotFound } from './states/not-found.tsx'
import { PageBroken } from './states/page-broken.tsx'
import { PageGuard } from './states/page-guard.tsx'

const rootRoute = createRootRoute({ component: Outlet, errorComponent: PageBroken, notFoundComponent: NotFound })

const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: () => (
    <SessionGate>
      <Frame>
        <Outlet />
      </Frame>
    </SessionGate>
  ),
})

const framed = PAGES.map((entry) =>
  createRoute({
    getParentRoute: () => frameRoute,
    path: entry.path,
    component: guarded(entry),
    errorComponent: PageBroken,
  }),
)
const lost = createRoute({ getParentRoute: () => frameRoute, path: '$', component: NotFound })

const open = PUBLIC_PAGES.map((entry) =>
  createRoute({ getParentRoute: () => rootRoute, path: entry.path, component: lazyPage(entry), errorComponent: PageBroken }),
)

export const router = createRouter({
  routeTree: rootRoute.addChildren([frameRoute.addChildren([...framed, lost]), ...open]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

function lazyPage(entry: PageEntry) {
  const Page = lazy(async () => ({ default: await entry.load() }))
  const Loaded = () => (
    <Suspense fallback={<Delayed><Splash /></Delayed>}>
      <Page />
    </Suspense>
  )
  // The router warms a page's code when a link to it is pointed at.
  return Object.assign(Loaded, { preload: async () => void (await entry.load()) })
}

function guarded(entry: PageEntry) {
  const Page = lazyPage(entry)
  const Guarded = () => (
    <PageGuard entry={entry}>
      <Page />
    </PageGuard>
  )
  return Object.assign(Guarded, { preload: Page.preload })
}
