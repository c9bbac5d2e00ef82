import type { Bin } from '@groundwork/contract/waste/bins.ts'
import { Link } from '@tanstack/react-router'
import { DetailPage } from '#kit/detail/detail-page.tsx'
import type { DetailView } from '#kit/detail/detail-view.ts'
import { recordHref } from '#kit/resource/resource.ts'
import { TagList } from '#kit/tags/tag-list.tsx'
import { customers } from '#office/customers/customers.resource.ts'
import type { Fact } from '#ui/facts.tsx'
import { Quantity } from '#ui/format/amounts.tsx'
import { When } from '#ui/format/when.tsx'
import { binForm } from './bin-form.tsx'
import { BinPlace } from './bin-place.tsx'
import { BinStatusBadge } from './bin-status.tsx'
import { binWord } from './bin-words.ts'
import { bins } from './bins.resource.ts'
import { t } from './bins.text.ts'
import { FillBar } from './fill-bar.tsx'

const view: DetailView<Bin> = {
  resource: bins,
  form: binForm,
  status: ({ status }) => <BinStatusBadge status={status} />,
  facts,
  below: (bin) => <BinPlace bin={bin} />,
}

export function BinDetailPage() {
  return <DetailPage view={view} />
}

function facts(bin: Bin): Fact[] {
  const { customer, location } = bin
  return [
    { label: t('customer'), value: customer && <Link to={recordHref(customers, customer.id)}>{customer.name}</Link> },
    { label: t('type'), value: binWord('binType', bin.binType) },
    { label: t('size'), value: binWord('size', bin.size) },
    { field: 'volumeLitres', label: t('volume'), value: <Quantity value={bin.volumeLitres} unit={t('litres')} /> },
    { field: 'fillPercent', label: t('fill'), value: <FillBar percent={bin.fillPercent} /> },
    {
      field: 'lastServiced',
      label: t('serviced'),
      value: bin.lastServiced ? <When value={bin.lastServiced} /> : t('never'),
    },
    { field: 'qrCode', label: t('qrCode'), value: bin.qrCode },
    { field: 'rfidTag', label: t('rfidTag'), value: bin.rfidTag },
    { label: t('address'), value: location.address },
    { label: t('access'), value: location.notes },
    { field: 'tags', label: t('tags'), value: bin.tags.length > 0 ? <TagList tags={bin.tags} wrap /> : null },
    {
      field: 'notes',
      label: t('notes'),
      value: bin.notes && <span style={{ whiteSpace: 'pre-wrap' }}>{bin.notes}</span>,
    },
  ]
}
