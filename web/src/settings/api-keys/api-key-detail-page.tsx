import type { ApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { PermissionLines } from '../permissions/permission-lines.tsx'
import { ApiKeyActions } from './api-key-actions.tsx'
import classes from './api-key-detail.module.css'
import { ApiKeyFacts } from './api-key-facts.tsx'
import { ApiKeyGate } from './api-key-gate.tsx'
import { t } from './api-keys.text.ts'
import { PreviousSecret } from './previous-secret.tsx'
import { KeyUsage } from './usage/key-usage.tsx'

/** One key: what it may, what it does, and who still sends its old secret. */
export function ApiKeyDetailPage() {
  return <ApiKeyGate>{(apiKey) => <Loaded apiKey={apiKey} />}</ApiKeyGate>
}

function Loaded({ apiKey }: { apiKey: ApiKey }) {
  return (
    <>
      <PageHeader title={apiKey.name}>
        <ApiKeyActions apiKey={apiKey} />
      </PageHeader>
      <PageBody>
        <div className={classes.columns}>
          <div className={classes.main}>
            <PreviousSecret apiKey={apiKey} />
            <KeyUsage id={apiKey.id} />
          </div>
          <aside className={classes.side}>
            <ApiKeyFacts apiKey={apiKey} />
            <h2 className={classes.title}>{t('may')}</h2>
            <PermissionLines allowed={apiKey.permissions} nothing="" />
          </aside>
        </div>
      </PageBody>
    </>
  )
}
