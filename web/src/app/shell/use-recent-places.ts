import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCurrentTitle } from '#kit/page/page-title.ts'
import { rememberPlace } from '#kit/page/recent.ts'
import { useMe } from '#kit/session/session.ts'

const RECORD = /\/[0-9a-f-]{36}$/

/** Remembers records that were opened; pages are a keystroke away anyhow. */
export function useRecentPlaces(): void {
  const { tenant } = useMe()
  const { pathname } = useLocation()
  const title = useCurrentTitle()
  useEffect(() => {
    if (title && RECORD.test(pathname)) rememberPlace(tenant.id, { href: pathname, title })
  }, [tenant.id, pathname, title])
}
