import type { AuditEntry } from '@groundwork/contract/platform/audit.ts'
import type { Tone } from '#ui/tone.ts'

export const SEVERITY_TONES: Record<AuditEntry['severity'], Tone> = {
  info: 'grey',
  low: 'grey',
  medium: 'blue',
  high: 'amber',
  critical: 'red',
}
