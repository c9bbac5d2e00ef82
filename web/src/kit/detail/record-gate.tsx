import { Skeleton, Stack } from '@mantine/core'
import { IconFileOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Delayed } from '#ui/delayed.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { ApiProblem, requestIdOf, sentenceOf } from '../api/problem.ts'
import { t } from '../kit.text.ts'
import { ButtonLink } from '../page/links.tsx'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useRecord } from '../resource/use-reads.ts'

interface RecordGateProps<T extends BaseRecord> {
  resource: Resource<T>
  id: string
  children: (record: T) => ReactNode
}

/** Draws a page about one record once it is there; says so while it is not, and when it is not to be had. */
export function RecordGate<T extends BaseRecord>({ resource, id, children }: RecordGateProps<T>) {
  const { data, error, refetch } = useRecord(resource, id)
  if (data) return children(data)
  if (!error)
    return (
      <Delayed>
        <RecordSkeleton />
      </Delayed>
    )
  // An id that is none is as good as one that is not there.
  const isMissing = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  if (!isMissing)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  return (
    <Empty isPage icon={IconFileOff} title={t('notFoundTitle', { one: resource.one })} text={t('notFoundText')}>
      <ButtonLink variant="default" to={resource.href}>
        {t('backToList', { many: resource.many })}
      </ButtonLink>
    </Empty>
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
