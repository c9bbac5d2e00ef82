import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { hasPasskeys, isGivenUp } from '#kit/session/passkeys.api.ts'
import { ProblemNote } from './problem-note.tsx'
import { useSignInByPasskey } from './session.api.ts'
import { t } from './session.text.ts'

/** No e-mail, no password: the device knows whose passkeys it holds. */
export function PasskeyButton({ next }: { next: string | undefined }) {
  const signIn = useSignInByPasskey(next)
  if (!hasPasskeys()) return null
  return (
    <>
      <Button
        variant="default"
        size="md"
        fullWidth
        leftSection={<IconFingerprint size={18} stroke={1.7} aria-hidden />}
        loading={signIn.isPending}
        onClick={() => signIn.mutate()}
      >
        {t('passkeySignIn')}
      </Button>
      <ProblemNote error={isGivenUp(signIn.error) ? null : signIn.error} />
    </>
  )
}
