import type { BinStatus } from '@groundwork/contract/waste/bins.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import { BIN_ICONS, BIN_TONES, binWord } from './bin-words.ts'

export function BinStatusBadge({ status }: { status: BinStatus }) {
  return <StatusBadge tone={BIN_TONES[status]} label={binWord('status', status)} icon={BIN_ICONS[status]} />
}
