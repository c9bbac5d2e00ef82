import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface Target {
  to: string
  search?: Record<string, string>
  onClick?: () => void
  children: ReactNode
}

/** A link that looks like a button; the router warms the page while it is pointed at. */
export function ButtonLink({ to, search = {}, ...button }: ButtonProps & Target) {
  return <Button {...button} renderRoot={(props) => <Link to={to} search={search} {...props} />} />
}

export function TextLink({ to, search = {}, ...anchor }: AnchorProps & Target) {
  return <Anchor {...anchor} renderRoot={(props) => <Link to={to} search={search} {...props} />} />
}
