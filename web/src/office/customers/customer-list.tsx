import { type Customer, CustomerList } from '@groundwork/contract/office/customers.ts'
import { faceColumn } from '#kit/list/face-cell.tsx'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { ListView } from '#kit/list/list-view.ts'
import { TagList } from '#kit/tags/tag-list.tsx'
import { When } from '#ui/format/when.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import { kindWord } from './customer-words.ts'
import { customers } from './customers.resource.ts'
import { t } from './customers.text.ts'

export const customerList: ListView<Customer> = {
  resource: customers,
  shape: CustomerList,
  columns: [
    { ...faceColumn(customers, t('name'), 'name'), exportAs: ['businessName', 'firstName', 'lastName'] },
    { key: 'kind', title: t('kind'), width: 110, cell: ({ kind }) => kindWord(kind) },
    { key: 'phone', title: t('phone'), width: 150, cell: ({ phone }) => phone ?? uiText('none') },
    { key: 'email', title: t('email'), width: 230, cell: ({ email }) => email ?? uiText('none') },
    { key: 'tags', title: t('tags'), width: 180, cell: ({ tags }) => <TagList tags={tags} /> },
    {
      key: 'createdAt',
      title: t('created'),
      width: 130,
      sort: 'createdAt',
      isHiddenAtFirst: true,
      cell: ({ createdAt }) => <When value={createdAt} />,
    },
    {
      key: 'updatedAt',
      title: t('updated'),
      width: 130,
      sort: 'updatedAt',
      cell: ({ updatedAt }) => <When value={updatedAt} />,
    },
  ],
  filters: filterFields(CustomerList, {
    labels: { kind: t('kind'), tag: t('tag'), created: t('created') },
    wordOf: (_, value) => kindWord(value),
    asks: { tag: 'tags' },
  }),
  presets: [
    { label: t('businesses'), query: { kind: 'business' } },
    { label: t('people'), query: { kind: 'person' } },
  ],
  cardOf: ({ serviceAddress, phone }) => (
    <>
      {serviceAddress && <span>{serviceAddress.street}</span>}
      {phone && <span>{phone}</span>}
    </>
  ),
}
