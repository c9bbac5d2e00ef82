import type { ComponentType } from 'react'
import type { PageEntry } from './page-entry.ts'

/** The page's code did not arrive: no connection, or the console has been replaced by a newer one. */
export class PageLoadError extends Error {
  constructor(cause: unknown) {
    super('The code of the page could not be loaded', { cause })
    this.name = 'PageLoadError'
  }
}

export async function loadPage(entry: PageEntry): Promise<ComponentType> {
  try {
    return await entry.load()
  } catch (error) {
    throw new PageLoadError(error)
  }
}
