import { RegisterPage } from '#kit/register/register-page.tsx'
import { useActorOptions } from './actor-options.ts'
import { t } from './audit.text.ts'
import { AuditDetail } from './audit-detail.tsx'
import { auditRegister } from './audit-register.tsx'

export function AuditPage() {
  const actors = useActorOptions()
  return (
    <RegisterPage view={auditRegister(actors)} title={t('title')} detail={(entry) => <AuditDetail entry={entry} />} />
  )
}
