import { lazy, Suspense } from 'react'
import { t as binText } from '#modules/waste/bins/bins.text.ts'
import { customerTabs } from '#office/customer-tabs.ts'

// What modules add to pages of the office. Only this file knows both sides.

const CustomerBins = lazy(async () => ({
  default: (await import('#modules/waste/bins/customer-bins.tsx')).CustomerBins,
}))

export function fillModulePorts(): void {
  customerTabs.push({
    key: 'bins',
    label: binText('title'),
    module: 'waste',
    permission: 'waste.bins.read',
    content: (customer) => (
      <Suspense>
        <CustomerBins customer={customer} />
      </Suspense>
    ),
  })
}
