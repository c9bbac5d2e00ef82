import { type ReactNode, useEffect, useState } from 'react'

const DELAY_MS = 200

/** Shows its children only when the wait is long enough to be noticed: fast answers do not flicker. */
export function Delayed({ children }: { children: ReactNode }) {
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), DELAY_MS)
    return () => clearTimeout(timer)
  }, [])
  return isShown ? children : null
}
