import type { OpenSupport } from '@groundwork/contract/platform/support.ts'
import { Button, Skeleton, Text } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { liveUpdates } from '#kit/live/live-updates.ts'
import { usePageTitle } from '#kit/page/page-title.ts'
import { roleName } from '#kit/session/role-name.ts'
import { meQuery, useMe } from '#kit/session/session.ts'
import { StepUpDialog } from '#settings/step-up/step-up-dialog.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { useRegion } from '#ui/format/region.tsx'
import { formatExact } from '#ui/format/when.tsx'
import { useSwitchTenant } from '../session/session.api.ts'
import { PersonMenu } from '../shell/person-menu.tsx'
import { useOpenSupport } from './support.api.ts'
import { t } from './support.text.ts'
import classes from './support-desk.module.css'

/** Where those who run the installation stand while nobody has let them in. */
export function SupportDesk() {
  usePageTitle(t('title'))
  useForgottenBusiness()
  const { tenants } = useMe()
  return (
    <div className={classes.desk}>
      <header className={classes.bar}>
        <PersonMenu />
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        <h1 className={classes.title}>{t('title')}</h1>
        <Text c="dimmed" mb="lg">
          {t('lead')}
        </Text>
        <OpenBusinesses />
        {tenants.length > 0 && <OwnBusinesses />}
      </main>
      <StepUpDialog />
    </div>
  )
}

/** What was seen inside must not wait in memory for the next way in; being let in again shows by itself. */
function useForgottenBusiness(): void {
  const client = useQueryClient()
  useEffect(() => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'support' })
    const close = liveUpdates.open()
    const stop = liveUpdates.onNotice(() => void client.invalidateQueries(meQuery))
    return () => {
      stop()
      close()
    }
  }, [client])
}

function OpenBusinesses() {
  const { data, error, refetch } = useOpenSupport()
  if (data?.length === 0) return <Empty icon={IconLifebuoy} title={t('noneTitle')} text={t('noneText')} />
  if (data)
    return (
      <ul className={classes.list}>
        {data.map((open) => (
          <OpenBusiness key={open.grantId} open={open} />
        ))}
      </ul>
    )
  if (error) return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  return <Skeleton h={84} radius={8} aria-busy />
}

function OpenBusiness({ open: { tenant, reason, role, grantedBy, expiresAt } }: { open: OpenSupport }) {
  const region = useRegion()
  const enter = useSwitchTenant()
  return (
    <li>
      <div className={classes.what}>
        <strong>{tenant.name}</strong> <span>{t('until', { until: formatExact(expiresAt, region) })}</span>
        <p>“{reason}”</p>
        <span>{t('by', { role: t(`role_${role}`), name: grantedBy })}</span>
      </div>
      <Button
        loading={enter.isPending}
        onClick={() => enter.mutate(tenant.id)}
        aria-label={`${t('enter')} ${tenant.name}`}
      >
        {t('enter')}
      </Button>
    </li>
  )
}

function OwnBusinesses() {
  const { tenants } = useMe()
  const enter = useSwitchTenant()
  return (
    <>
      <h2 className={classes.subtitle}>{t('own')}</h2>
      <ul className={classes.list}>
        {tenants.map(({ id, name, role }) => (
          <li key={id}>
            <div className={classes.what}>
              <strong>{name}</strong> <span>{roleName(role)}</span>
            </div>
            <Button variant="default" loading={enter.isPending} onClick={() => enter.mutate(id)}>
              {t('work')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
