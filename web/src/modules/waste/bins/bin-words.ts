import { BIN_SIZES, BIN_STATUSES, BIN_TYPES, type BinStatus } from '@groundwork/contract/waste/bins.ts'
import {
  type Icon,
  IconAlertTriangle,
  IconArchive,
  IconCircle,
  IconCircleFilled,
  IconCircleHalf2,
  IconTool,
} from '@tabler/icons-react'
import type { Tone } from '#ui/tone.ts'
import { t } from './bins.text.ts'

export const BIN_TONES: Record<BinStatus, Tone> = {
  empty: 'green',
  partial: 'green',
  full: 'amber',
  overflowing: 'red',
  maintenance: 'blue',
  retired: 'grey',
}

export const BIN_ICONS: Record<BinStatus, Icon> = {
  empty: IconCircle,
  partial: IconCircleHalf2,
  full: IconCircleFilled,
  overflowing: IconAlertTriangle,
  maintenance: IconTool,
  retired: IconArchive,
}

export const STATUS_OPTIONS = BIN_STATUSES.map((value) => ({ value, label: t(`status_${value}`) }))

/** The word for a value of one of a bin's enumerations. */
export function binWord(field: string, value: string): string {
  const status = BIN_STATUSES.find((known) => known === value)
  if (field === 'status' && status) return t(`status_${status}`)
  const type = BIN_TYPES.find((known) => known === value)
  if (field === 'binType' && type) return t(`type_${type}`)
  const size = BIN_SIZES.find((known) => known === value)
  return field === 'size' && size ? t(`size_${size}`) : value
}
