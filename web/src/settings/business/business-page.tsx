import type { Tenant } from '@groundwork/contract/platform/tenants.ts'
import { Skeleton, Stack } from '@mantine/core'
import { useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useMay } from '#kit/session/session.ts'
import { Delayed } from '#ui/delayed.tsx'
import { Failure } from '#ui/failure.tsx'
import { useBusiness } from './business.api.ts'
import { t } from './business.text.ts'
import { BusinessEditor } from './business-editor.tsx'
import { BusinessFacts } from './business-facts.tsx'

export function BusinessPage() {
  const { data, error, refetch } = useBusiness()
  const mayUpdate = useMay()('platform.tenant.update')
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        {error && !data && (
          <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
        )}
        {!error && !data && (
          <Delayed>
            <FormSkeleton />
          </Delayed>
        )}
        {data && (mayUpdate ? <Editing tenant={data} /> : <BusinessFacts tenant={data} />)}
      </PageBody>
    </>
  )
}

/** Holds what the form was opened with: news of others' changes must not pull it from under somebody's hands. */
function Editing({ tenant }: { tenant: Tenant }) {
  const [{ opened, round }, setOpened] = useState({ opened: tenant, round: 0 })
  return (
    <BusinessEditor key={round} opened={opened} onReopen={(next) => setOpened({ opened: next, round: round + 1 })} />
  )
}

const LINES = ['a', 'b', 'c', 'd', 'e']

function FormSkeleton() {
  return (
    <Stack gap="lg" maw={680} pt="xs" aria-busy>
      {LINES.map((key) => (
        <Skeleton key={key} h={54} radius={6} />
      ))}
    </Stack>
  )
}
