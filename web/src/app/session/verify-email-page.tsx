import { Alert, Loader, Text } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { Door } from './door.tsx'
import { tokenFromHash, useVerifyEmail } from './session.api.ts'
import { t } from './session.text.ts'

export function VerifyEmailPage() {
  const token = tokenFromHash(useLocation().hash)
  const verify = useVerifyEmail()
  const hasAsked = useRef(false)
  useEffect(() => {
    // Tokens work once; React draws twice in development.
    if (!token || hasAsked.current) return
    hasAsked.current = true
    verify.mutate(token)
  }, [token, verify])
  if (!token || verify.isError) {
    return (
      <Door title={t('verifyFailed')}>
        <Alert color="red" variant="light">
          {token ? sentenceOf(verify.error) : t('linkBroken')}
        </Alert>
      </Door>
    )
  }
  if (!verify.isSuccess) {
    return (
      <Door title={t('verifyTitle')}>
        <Loader size="sm" type="dots" />
      </Door>
    )
  }
  return (
    <Door title={t('verifyDone')}>
      <Text mb="md">{t('verifyDoneText')}</Text>
      <ButtonLink to="/">{t('goOn')}</ButtonLink>
    </Door>
  )
}
