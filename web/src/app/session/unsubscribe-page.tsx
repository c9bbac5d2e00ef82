import { Alert, Button, Text } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { sentenceOf } from '#kit/api/problem.ts'
import { Door } from './door.tsx'
import { tokenFromHash, useUnsubscribe, useUnsubscribeOffer } from './session.api.ts'
import { t } from './session.text.ts'

/** From the link under a mail. Nothing ends before a person says so: mail programs look at links by themselves. */
export function UnsubscribePage() {
  const token = tokenFromHash(useLocation().hash)
  const offer = useUnsubscribeOffer(token)
  const unsubscribe = useUnsubscribe()
  const error = unsubscribe.error ?? offer.error
  if (!token || error) {
    return (
      <Door title={t('unsubscribeTitle')}>
        <Alert color="red" variant="light">
          {token ? sentenceOf(error) : t('linkBroken')}
        </Alert>
      </Door>
    )
  }
  const known = unsubscribe.data ?? offer.data
  if (!known) return <Door title={t('unsubscribeTitle')}>{null}</Door>
  const { business, to, isOptedOut } = known
  if (isOptedOut) {
    return (
      <Door title={t('unsubscribed')}>
        <Text>{t('unsubscribedText', { business, to })}</Text>
      </Door>
    )
  }
  return (
    <Door title={t('unsubscribeTitle')} text={t('unsubscribeText', { business, to })}>
      <Button size="md" fullWidth loading={unsubscribe.isPending} onClick={() => unsubscribe.mutate(token)}>
        {t('unsubscribe')}
      </Button>
    </Door>
  )
}
