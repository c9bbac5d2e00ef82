import type { ProviderOutcome } from '@groundwork/contract/platform/sign-in-provider.ts'
import { Loader } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Door } from './door.tsx'
import { BackLink } from './forgot-password-page.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useReceiveAnswer } from './provider.api.ts'
import { ProviderProofForm } from './provider-proof-form.tsx'
import { t } from './session.text.ts'

/** Where the provider sends the browser back to: hands in what it answered, and asks for what is still missing. */
export function ProviderCallbackPage() {
  const receive = useReceiveAnswer()
  const isHandedIn = useRef(false)
  const { mutate } = receive
  useEffect(() => {
    // An answer is good once, and an effect may run twice.
    if (isHandedIn.current) return
    isHandedIn.current = true
    const answer = window.location.search.slice(1)
    // The code is used up now; nothing of it stays in the address or the history.
    window.history.replaceState(window.history.state, '', window.location.pathname)
    mutate(answer || 'error=invalid_request')
  }, [mutate])
  if (receive.data && isMissing(receive.data)) return <Missing outcome={receive.data} />
  return (
    <Door
      title={t(receive.error ? 'callbackFailed' : 'callbackTitle')}
      aside={receive.error ? <BackLink /> : undefined}
    >
      <ProblemNote error={receive.error} />
      {!receive.error && <Loader aria-label={t('callbackTitle')} />}
    </Door>
  )
}

function isMissing({ kind }: ProviderOutcome): boolean {
  return kind === 'code-needed' || kind === 'password-needed'
}

function Missing({ outcome }: { outcome: ProviderOutcome }) {
  const { kind, business, email } = outcome
  return kind === 'code-needed' ? (
    <Door title={t('codeTitle')} text={t('codeText')} aside={<BackLink />}>
      <ProviderProofForm outcome={outcome} />
    </Door>
  ) : (
    <Door title={t('linkTitle')} text={t('linkText', { business, email: email ?? '' })} aside={<BackLink />}>
      <ProviderProofForm outcome={outcome} />
    </Door>
  )
}
