import type { Session } from '@groundwork/contract/platform/identity.ts'
import { Button, Skeleton } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile, IconTerminal2 } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { Failure } from '#ui/failure.tsx'
import { When } from '#ui/format/when.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { toast } from '#ui/toast.tsx'
import { Section } from '../section.tsx'
import { t } from './security.text.ts'
import { useEndOtherSessions, useEndSession, useSessions } from './sessions.api.ts'
import classes from './sessions.module.css'

export function SessionsSection() {
  const { data: sessions, error, refetch } = useSessions()
  return (
    <Section title={t('sessions')} text={t('sessionsText')}>
      {error && !sessions && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !sessions && <Skeleton h={140} radius={8} />}
      {sessions && (
        <ul className={classes.list}>
          {sessions.map((session) => (
            <SessionLine key={session.id} session={session} />
          ))}
        </ul>
      )}
      {sessions && sessions.length > 1 && <EndOthers />}
    </Section>
  )
}

function SessionLine({ session }: { session: Session }) {
  const end = useEndSession()
  const { device, openedBy, address, createdAt, lastUsedAt, isCurrent } = session
  const Glyph = iconOf(device)
  const handleEnd = () =>
    end.mutate(session.id, {
      onSuccess: () => toast({ message: t('signedOut', { device }) }),
      onError: complain,
    })
  return (
    <li className={classes.session}>
      <Glyph size={22} stroke={1.5} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <div className={classes.device}>
          {device}
          {isCurrent && <StatusBadge tone="green" label={t('thisDevice')} />}
        </div>
        <div className={classes.facts}>
          {address ?? t('addressUnknown')} · {openedBy === 'provider' && `${t('throughProvider')} · `} {t('signedInAt')}{' '}
          <When value={createdAt} /> · {t('lastUsed')} <When value={lastUsedAt} />
        </div>
      </div>
      {!isCurrent && (
        <Button
          variant="default"
          size="xs"
          loading={end.isPending}
          onClick={handleEnd}
          aria-label={t('signOutDevice', { device })}
        >
          {t('signOut')}
        </Button>
      )}
    </li>
  )
}

function EndOthers() {
  const endOthers = useEndOtherSessions()
  const handleEnd = () =>
    endOthers.mutate(undefined, {
      onSuccess: ({ ended }) => toast({ message: t('othersSignedOut', { count: ended }) }),
      onError: complain,
    })
  return (
    <ConfirmButton
      position="bottom-start"
      question={t('signOutOthersQuestion')}
      confirmLabel={t('signOutOthers')}
      onConfirm={handleEnd}
      loading={endOthers.isPending}
    >
      {t('signOutOthers')}
    </ConfirmButton>
  )
}

function iconOf(device: string) {
  if (/Android|iOS/.test(device)) return IconDeviceMobile
  return /Windows|macOS|Linux|ChromeOS/.test(device) ? IconDeviceDesktop : IconTerminal2
}
