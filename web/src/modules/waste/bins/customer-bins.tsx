import type { Customer } from '@groundwork/contract/office/customers.ts'
import type { Bin } from '@groundwork/contract/waste/bins.ts'
import { Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { RelatedList } from '#kit/detail/related-list.tsx'
import { ButtonLink } from '#kit/page/links.tsx'
import { useMay } from '#kit/session/session.ts'
import { binList } from './bin-list.tsx'
import { bins } from './bins.resource.ts'
import { t } from './bins.text.ts'

const columns = binList.columns.filter(({ key }) => ['face', 'status', 'binType', 'size', 'lastServiced'].includes(key))

/** A customer's bins, on the customer's page. */
export function CustomerBins({ customer }: { customer: Customer }) {
  const may = useMay()
  return (
    <RelatedList<Bin>
      resource={bins}
      columns={columns}
      filter={{ customerId: customer.id }}
      empty={{ title: t('noBins'), text: t('noBinsText') }}
      action={
        may('waste.bins.create') && (
          <Group justify="flex-end">
            <ButtonLink
              variant="default"
              size="xs"
              to={`${bins.href}/new`}
              search={{ customerId: customer.id }}
              leftSection={<IconPlus size={14} aria-hidden />}
            >
              {t('addBin')}
            </ButtonLink>
          </Group>
        )
      }
    />
  )
}
