import { Button, Code, Text } from '@mantine/core'
import { complain } from '#kit/api/complain.ts'
import { useSigningSecret } from './automations.api.ts'
import { t } from './automations.text.ts'

/** Shown on demand: that somebody has looked stands in the audit trail. */
export function SigningSecretButton({ automationId }: { automationId: string }) {
  const reveal = useSigningSecret(automationId)
  if (reveal.data) return <Code style={{ overflowWrap: 'anywhere' }}>{reveal.data.secret}</Code>
  const handleReveal = () => reveal.mutate(undefined, { onError: complain })
  return (
    <>
      <Button variant="default" size="xs" loading={reveal.isPending} onClick={handleReveal}>
        {t('showSecret')}
      </Button>
      <Text size="xs" c="var(--gw-ink-2)" mt={4}>
        {t('secretText')}
      </Text>
    </>
  )
}
