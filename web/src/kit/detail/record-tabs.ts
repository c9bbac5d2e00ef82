import type { Permission } from '@groundwork/contract/permissions.ts'
import type { ReactNode } from 'react'

/** A tab that the office adds to the page of every record, whatever its kind. */
export interface RecordTab {
  key: string
  label: string
  permission: Permission
  content: (resource: string, recordId: string) => ReactNode
}

export const recordTabs: RecordTab[] = []
