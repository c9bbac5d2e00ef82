import type { Webhook } from '@groundwork/contract/platform/webhooks.ts'
import type { ReactNode } from 'react'
import { When } from '#ui/format/when.tsx'
import { WebhookStatus } from './webhook-status.tsx'
import classes from './webhooks.module.css'
import { t } from './webhooks.text.ts'

export function WebhookFacts({ webhook }: { webhook: Webhook }) {
  const { url, topics, headers, actsFor, lastAttemptAt, lastSuccessAt, previousSecretUntil, waiting } = webhook
  return (
    <dl className={classes.facts} aria-label={t('facts')}>
      <Fact label={t('status')}>
        <WebhookStatus webhook={webhook} />
      </Fact>
      <Fact label={t('url')}>{url}</Fact>
      <Fact label={t('events')}>{topics.join(', ')}</Fact>
      <Fact label={t('waiting')}>{waiting ?? 0}</Fact>
      <Fact label={t('lastAttempt')}>{lastAttemptAt ? <When value={lastAttemptAt} /> : t('never')}</Fact>
      <Fact label={t('lastSuccess')}>{lastSuccessAt ? <When value={lastSuccessAt} /> : t('never')}</Fact>
      <Fact label={t('actsFor')}>{actsFor.name}</Fact>
      {headers.length > 0 && (
        <Fact label={t('headers')}>
          {headers.map(({ name, value }) => `${name}: ${value ?? t('hidden')}`).join(', ')}
        </Fact>
      )}
      {previousSecretUntil && Date.parse(previousSecretUntil) > Date.now() && (
        <Fact label={t('previousUntil')}>
          <When value={previousSecretUntil} as="exact" />
        </Fact>
      )}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
