import { Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../kit.text.ts'
import { Gate } from '../page/gate.tsx'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useRecord } from '../resource/use-reads.ts'

interface RecordGateProps<T extends BaseRecord> {
  resource: Resource<T>
  id: string
  children: (record: T) => ReactNode
}

/** Draws a page about one record once it is there. */
export function RecordGate<T extends BaseRecord>({ resource, id, children }: RecordGateProps<T>) {
  const query = useRecord(resource, id)
  const missing = {
    title: t('notFoundTitle', { one: resource.one }),
    text: t('notFoundText'),
    back: { to: resource.href, label: t('backToList', { many: resource.many }) },
  }
  return (
    <Gate query={query} skeleton={<RecordSkeleton />} missing={missing}>
      {children}
    </Gate>
  )
}

const LINES = [62, 48, 71, 40, 55, 66]

function RecordSkeleton() {
  return (
    <Stack p="var(--gw-page-padding)" gap="md" aria-busy>
      <Skeleton h={44} w={320} />
      <Skeleton h={32} w="60%" mb="md" />
      {LINES.map((width) => (
        <Skeleton key={width} h={12} w={`${width}%`} maw={520} />
      ))}
    </Stack>
  )
}
