import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { loadPage } from '#kit/page/load-page.ts'
import { parseSearch, stringifySearch } from '#kit/page/url-state.ts'
import { PAGES, PUBLIC_PAGES } from './pages.ts'
import { FramedPage, FrameRoute, OpenPage } from './routed-page.tsx'
import { NotFound } from './states/not-found.tsx'
import { PageBroken } from './states/page-broken.tsx'

const rootRoute = createRootRoute({ component: Outlet, errorComponent: PageBroken, notFoundComponent: NotFound })
const frameRoute = createRoute({ getParentRoute: () => rootRoute, id: 'frame', component: FrameRoute })
const lostRoute = createRoute({ getParentRoute: () => frameRoute, path: '$', component: NotFound })

const framedRoutes = PAGES.map((entry) =>
  createRoute({
    getParentRoute: () => frameRoute,
    path: entry.path,
    staticData: { entry },
    // The page's code comes before the page is shown, and when a link to it is pointed at.
    loader: async () => void (await loadPage(entry)),
    component: FramedPage,
    errorComponent: PageBroken,
  }),
)

const openRoutes = PUBLIC_PAGES.map((entry) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path: entry.path,
    staticData: { entry },
    loader: async () => void (await loadPage(entry)),
    component: OpenPage,
    errorComponent: PageBroken,
  }),
)

export const router = createRouter({
  routeTree: rootRoute.addChildren([frameRoute.addChildren([...framedRoutes, lostRoute]), ...openRoutes]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
})
