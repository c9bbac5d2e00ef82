import { IconFileOff } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Delayed } from '#ui/delayed.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { ApiProblem, requestIdOf, sentenceOf } from '../api/problem.ts'
import { ButtonLink } from './links.tsx'

interface GateProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>
  /** Its outline while it is on its way. */
  skeleton: ReactNode
  /** Said where there is no such thing, or none for them to see. */
  missing: { title: string; text: string; back: { to: string; label: string } }
  children: (found: T) => ReactNode
}

/** Draws a page about one thing once it is there; says so while it is not, and when it is not to be had. */
export function Gate<T>({ query: { data, error, refetch }, skeleton, missing, children }: GateProps<T>) {
  if (data) return children(data)
  if (!error) return <Delayed>{skeleton}</Delayed>
  // An id that is none is as good as one that is not there.
  const isMissing = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  if (!isMissing)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  return (
    <Empty isPage icon={IconFileOff} title={missing.title} text={missing.text}>
      <ButtonLink variant="default" to={missing.back.to}>
        {missing.back.label}
      </ButtonLink>
    </Empty>
  )
}
