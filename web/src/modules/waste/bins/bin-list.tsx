import { type Bin, BinList } from '@groundwork/contract/waste/bins.ts'
import { Link } from '@tanstack/react-router'
import { faceColumn } from '#kit/list/face-cell.tsx'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { BulkField, ListView } from '#kit/list/list-view.ts'
import { recordHref } from '#kit/resource/resource.ts'
import { TagList } from '#kit/tags/tag-list.tsx'
import { customers } from '#office/customers/customers.resource.ts'
import { Quantity } from '#ui/format/amounts.tsx'
import { When } from '#ui/format/when.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import classes from './bin-list.module.css'
import { BinStatusBadge } from './bin-status.tsx'
import { binWord, STATUS_OPTIONS } from './bin-words.ts'
import { bins } from './bins.resource.ts'
import { t } from './bins.text.ts'
import { FillBar } from './fill-bar.tsx'

const STATUS: BulkField<Bin> = {
  field: 'status',
  label: t('setStatus'),
  options: STATUS_OPTIONS,
  valueOf: ({ status }) => status,
}

export const binList: ListView<Bin> = {
  resource: bins,
  shape: BinList,
  columns: [
    { ...faceColumn(bins, t('bin'), 'qrCode'), exportAs: ['qrCode', 'location.address'] },
    {
      key: 'status',
      title: t('status'),
      sort: 'status',
      width: 165,
      cell: ({ status }) => <BinStatusBadge status={status} />,
      edit: STATUS,
    },
    { key: 'customer', title: t('customer'), width: 210, cell: CustomerCell },
    {
      key: 'binType',
      title: t('type'),
      sort: 'binType',
      width: 110,
      cell: ({ binType }) => binWord('binType', binType),
    },
    { key: 'size', title: t('size'), sort: 'size', width: 110, cell: ({ size }) => binWord('size', size) },
    {
      key: 'fillPercent',
      title: t('fill'),
      sort: 'fillPercent',
      width: 150,
      cell: ({ fillPercent }) => <FillBar percent={fillPercent} />,
    },
    { key: 'tags', title: t('tags'), width: 170, cell: ({ tags }) => <TagList tags={tags} /> },
    {
      key: 'volumeLitres',
      title: t('volume'),
      width: 100,
      align: 'right',
      isHiddenAtFirst: true,
      cell: ({ volumeLitres }) => <Quantity value={volumeLitres} unit={t('litres')} />,
    },
    {
      key: 'lastServiced',
      title: t('serviced'),
      sort: 'lastServiced',
      width: 130,
      cell: ({ lastServiced }) => (lastServiced ? <When value={lastServiced} /> : t('never')),
    },
    {
      key: 'createdAt',
      title: t('created'),
      sort: 'createdAt',
      width: 130,
      isHiddenAtFirst: true,
      cell: ({ createdAt }) => <When value={createdAt} />,
    },
    {
      key: 'updatedAt',
      title: t('updated'),
      sort: 'updatedAt',
      width: 130,
      isHiddenAtFirst: true,
      cell: ({ updatedAt }) => <When value={updatedAt} />,
    },
  ],
  filters: filterFields(BinList, {
    labels: {
      status: t('status'),
      binType: t('type'),
      size: t('size'),
      customerId: t('customer'),
      tag: t('tag'),
      serviced: t('serviced'),
      created: t('created'),
    },
    wordOf: binWord,
    records: { customerId: customers },
    asks: { serviced: 'lastServiced' },
  }),
  presets: [
    { label: t('presetFull'), query: { status: 'full,overflowing' } },
    { label: t('presetMaintenance'), query: { status: 'maintenance' } },
  ],
  bulkFields: [STATUS],
  cardOf: ({ status, location, customer }) => (
    <>
      <BinStatusBadge status={status} />
      {customer && <span>{customer.name}</span>}
      <span>{location.address}</span>
    </>
  ),
}

function CustomerCell({ customer }: Bin) {
  if (!customer) return uiText('none')
  return (
    <Link to={recordHref(customers, customer.id)} className={classes.link} tabIndex={-1}>
      {customer.name}
    </Link>
  )
}
