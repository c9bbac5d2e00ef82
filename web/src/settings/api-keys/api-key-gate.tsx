import type { ApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { Skeleton, Stack } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiProblem, requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { Delayed } from '#ui/delayed.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { useApiKey } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'

/** The key of the address, or what stands in its place. */
export function ApiKeyGate({ children }: { children: (apiKey: ApiKey) => ReactNode }) {
  const id = String(useParams({ strict: false })['id'])
  const { data, error, refetch } = useApiKey(id)
  if (data) return children(data)
  if (!error)
    return (
      <Delayed>
        <Stack p="var(--gw-page-padding)" gap="md" aria-busy>
          <Skeleton h={26} w={220} />
          <Skeleton h={120} radius={8} />
          <Skeleton h={240} radius={8} />
        </Stack>
      </Delayed>
    )
  const isMissing = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  if (!isMissing)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  return (
    <Empty isPage icon={IconKey} title={t('missingTitle')} text={t('missingText')}>
      <ButtonLink variant="default" to="/settings/api-keys">
        {t('allKeys')}
      </ButtonLink>
    </Empty>
  )
}
