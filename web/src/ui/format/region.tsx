import { createContext, type ReactNode, useContext } from 'react'

/** How this business writes times, numbers and money. */
export interface Region {
  locale: string
  timeZone: string
  currency: string
}

const RegionContext = createContext<Region>({ locale: 'en-US', timeZone: 'UTC', currency: 'USD' })

export function RegionProvider({ region, children }: { region: Region; children: ReactNode }) {
  return <RegionContext value={region}>{children}</RegionContext>
}

export function useRegion(): Region {
  return useContext(RegionContext)
}
