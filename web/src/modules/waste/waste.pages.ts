import { IconMap2, IconTrash } from '@tabler/icons-react'
import type { PageEntry } from '#kit/page/page-entry.ts'

export const wastePages: PageEntry[] = [
  {
    path: '/waste/bins',
    title: 'Bins',
    load: async () => (await import('./bins/bin-list-page.tsx')).BinListPage,
    permission: 'waste.bins.read',
    module: 'waste',
    nav: { group: 'waste', icon: IconTrash, onPhoneBar: true },
    keywords: 'containers cans carts dumpsters scan',
  },
  {
    path: '/waste/bins/map',
    title: 'Map',
    load: async () => (await import('./bins/bin-map-page.tsx')).BinMapPage,
    permission: 'waste.bins.read',
    module: 'waste',
    nav: { group: 'waste', icon: IconMap2, onPhoneBar: true },
    keywords: 'bins where places',
  },
  {
    path: '/waste/bins/new',
    title: 'New bin',
    load: async () => (await import('./bins/bin-form-pages.tsx')).BinCreatePage,
    permission: 'waste.bins.create',
    module: 'waste',
  },
  {
    path: '/waste/bins/$id',
    title: 'Bin',
    load: async () => (await import('./bins/bin-detail-page.tsx')).BinDetailPage,
    permission: 'waste.bins.read',
    module: 'waste',
  },
  {
    path: '/waste/bins/$id/edit',
    title: 'Edit bin',
    load: async () => (await import('./bins/bin-form-pages.tsx')).BinEditPage,
    permission: 'waste.bins.update',
    module: 'waste',
  },
]
