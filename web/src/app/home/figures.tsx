import { Skeleton } from '@mantine/core'
import { type Icon, IconAddressBook, IconAlertTriangle, IconTool, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type Module, mayOpen } from '#kit/page/page-entry.ts'
import type { BaseRecord, Resource } from '#kit/resource/resource.ts'
import { useList } from '#kit/resource/use-reads.ts'
import { useMe } from '#kit/session/session.ts'
import { bins } from '#modules/waste/bins/bins.resource.ts'
import { t as binText } from '#modules/waste/bins/bins.text.ts'
import { customers } from '#office/customers/customers.resource.ts'
import { t as customerText } from '#office/customers/customers.text.ts'
import { Quantity } from '#ui/format/amounts.tsx'
import { t } from '../app.text.ts'
import classes from './home.module.css'

interface FigureSpec {
  label: string
  icon: Icon
  /** Only its totals are read, so which kind of record it is does not matter. */
  resource: Resource<never>
  filter: Record<string, string>
  module?: Module
}

const FIGURES: FigureSpec[] = [
  { label: customerText('title'), icon: IconAddressBook, resource: customers, filter: {} },
  { label: binText('title'), icon: IconTrash, resource: bins, filter: {}, module: 'waste' },
  {
    label: binText('presetFull'),
    icon: IconAlertTriangle,
    resource: bins,
    filter: { status: 'full,overflowing' },
    module: 'waste',
  },
  {
    label: binText('presetMaintenance'),
    icon: IconTool,
    resource: bins,
    filter: { status: 'maintenance' },
    module: 'waste',
  },
]

/** Numbers that open what they count. */
export function Figures() {
  const me = useMe()
  const shown = FIGURES.filter(({ resource, module, label }) =>
    mayOpen(
      {
        path: resource.href,
        title: label,
        permission: resource.permissions.read,
        load: never,
        ...(module ? { module } : {}),
      },
      me,
    ),
  )
  return (
    <section className={classes.figures} aria-label={t('glance')}>
      {shown.map((figure) => (
        <Figure key={figure.label} {...figure} />
      ))}
    </section>
  )
}

function Figure({ label, icon: Glyph, resource, filter }: FigureSpec) {
  const { data } = useList(resource as unknown as Resource<BaseRecord>, { ...filter, limit: 1 })
  return (
    <Link to={resource.href} search={filter} className={classes.figure}>
      <span className={classes.figureLabel}>
        <Glyph size={16} stroke={1.6} aria-hidden />
        {label}
      </span>
      <span className={classes.figureValue}>
        {data ? <Quantity value={data.pagination.total} /> : <Skeleton h={24} w={64} my={4} />}
      </span>
    </Link>
  )
}

async function never(): Promise<never> {
  throw new Error('A figure is not a page')
}
