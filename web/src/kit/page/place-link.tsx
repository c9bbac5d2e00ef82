import { useLinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface PlaceLinkProps {
  to: string
  search?: Record<string, string>
  isCurrent: boolean
  className?: string | undefined
  label?: string | undefined
  onClick?: () => void
  children: ReactNode
}

/** A link among others of which one is where you are. Said by the caller: the router would call each address above it current too. */
export function PlaceLink({
  to,
  search = {},
  isCurrent,
  className,
  label,
  onClick,
  children,
  ...rest
}: PlaceLinkProps) {
  const {
    'aria-current': _,
    className: __,
    href,
    ...link
  } = useLinkProps({ to, search, ...(onClick ? { onClick } : {}) })
  return (
    <a
      {...rest}
      {...link}
      href={href}
      className={className}
      data-active={isCurrent}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={label}
    >
      {children}
    </a>
  )
}
