import type { Identity } from '@groundwork/contract/platform/sign-in-provider.ts'
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { useMe } from '#kit/session/session.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { Failure } from '#ui/failure.tsx'
import { When } from '#ui/format/when.tsx'
import { toast } from '#ui/toast.tsx'
import { Section } from '../section.tsx'
import { useConnect, useDisconnect, useIdentities } from './identities.api.ts'
import { t } from './security.text.ts'
import classes from './sessions.module.css'

/** Only where the business has a provider, or had one: elsewhere there is nothing to say. */
export function IdentitiesSection() {
  const { tenant } = useMe()
  const { data, error, refetch } = useIdentities()
  if (data && data.label === null && data.identities.length === 0) return null
  return (
    <Section title={t('identities')} text={t('identitiesText', { business: tenant.name })}>
      {error && !data && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !data && <Skeleton h={60} radius={8} />}
      {data && data.identities.length > 0 && (
        <ul className={classes.list}>
          {data.identities.map((identity) => (
            <IdentityLine key={identity.id} identity={identity} />
          ))}
        </ul>
      )}
      {data?.label && !data.identities.some(({ label }) => label === data.label) && <ConnectLine label={data.label} />}
    </Section>
  )
}

function ConnectLine({ label }: { label: string }) {
  const connect = useConnect()
  return (
    <>
      <Text size="sm">{t('identitiesNone')}</Text>
      <Group mt="sm">
        <Button
          variant="default"
          loading={connect.isPending}
          onClick={() => connect.mutate(undefined, { onError: complain })}
        >
          {t('connect', { label })}
        </Button>
      </Group>
    </>
  )
}

function IdentityLine({ identity }: { identity: Identity }) {
  const { id, label, email, issuer, createdAt, lastUsedAt } = identity
  const disconnect = useDisconnect()
  const handleDisconnect = () =>
    disconnect.mutate(id, {
      onSuccess: () => toast({ message: t('disconnected', { label }) }),
      onError: complain,
    })
  return (
    <li className={classes.session}>
      <IconLogin2 size={22} stroke={1.5} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <div className={classes.device}>{email ?? label}</div>
        <div className={classes.facts}>
          {new URL(issuer).host} · {t('identityMade')} <When value={createdAt} /> · {t('lastUsed')}{' '}
          {lastUsedAt ? <When value={lastUsedAt} /> : t('passkeyUnused')}
        </div>
      </div>
      <ConfirmButton
        size="xs"
        question={t('disconnectQuestion', { label })}
        confirmLabel={t('disconnect')}
        onConfirm={handleDisconnect}
        loading={disconnect.isPending}
      >
        {t('disconnect')}
      </ConfirmButton>
    </li>
  )
}
