import type { AuditEntry } from '@groundwork/contract/platform/audit.ts'
import { t } from '../kit.text.ts'

/** Nobody should take somebody of support for one of their own. */
export function actorName({ kind, name }: AuditEntry['actor']): string {
  return kind === 'support' ? t('supportActor', { name }) : name
}
