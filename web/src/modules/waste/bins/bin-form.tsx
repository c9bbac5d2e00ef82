import { CreateBin, UpdateBin } from '@groundwork/contract/waste/bins.ts'
import type { FormView } from '#kit/form/form-view.ts'
import { customers } from '#office/customers/customers.resource.ts'
import { binWord } from './bin-words.ts'
import { t } from './bins.text.ts'
import { LocationInput } from './location-input.tsx'

export const binForm: FormView = {
  create: CreateBin,
  update: UpdateBin,
  wordOf: binWord,
  records: { customerId: customers },
  inputs: { location: LocationInput },
  groups: [
    { title: t('groupWhat'), rows: ['customerId', ['binType', 'size'], 'volumeLitres'] },
    { title: t('groupWhere'), text: t('placeHint'), rows: ['location'] },
    { title: t('groupLabels'), text: t('groupLabelsText'), rows: [['qrCode', 'rfidTag']] },
    { title: t('groupState'), rows: [['status', 'fillPercent'], 'tags', 'notes'] },
  ],
}
