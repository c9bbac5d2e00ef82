import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { whenSignedOut } from '#kit/api/client.ts'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { MeContext, meQuery } from '#kit/session/session.ts'
import { Delayed } from '#ui/delayed.tsx'
import { Failure } from '#ui/failure.tsx'
import { RegionProvider } from '#ui/format/region.tsx'
import { Splash } from './splash.tsx'

/** Draws the frame for signed-in people, and leads everybody else to the door, remembering where they wanted to go. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data: me, isPending, error, refetch } = useQuery(meQuery)
  const client = useQueryClient()
  useEffect(() => whenSignedOut(() => client.setQueryData(meQuery.queryKey, null)), [client])
  if (isPending)
    return (
      <Delayed>
        <Splash />
      </Delayed>
    )
  if (me === undefined)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  if (me === null) return <ToDoor />
  const { locale, timeZone, currency } = me.tenant
  return (
    <MeContext value={me}>
      <RegionProvider region={{ locale: me.user.locale || locale, timeZone: me.user.timeZone ?? timeZone, currency }}>
        {children}
      </RegionProvider>
    </MeContext>
  )
}

/** Once, by where one stood: while the way to the door is being walked, the address is no place to come back to. */
function ToDoor() {
  const { history } = useRouter()
  const navigate = useNavigate()
  useEffect(() => {
    const { href } = history.location
    void navigate({ to: '/sign-in', search: href === '/' ? {} : { next: href }, replace: true })
  }, [history, navigate])
  return null
}
