import type { RowLimits } from '@groundwork/contract/platform/roles.ts'
import { Skeleton } from '@mantine/core'
import { actionWord, ownWord } from './action-words.ts'
import { isOwnOnly } from './own-rows.ts'
import { groupPermissions } from './permission-groups.ts'
import classes from './permission-lines.module.css'
import { usePermissions } from './permissions.api.ts'

interface PermissionLinesProps {
  allowed: readonly string[]
  /** What is limited to one's own records. */
  rows?: RowLimits
  /** Said where there is none. */
  nothing: string
}

/** One line a resource: what may be done with it. */
export function PermissionLines({ allowed, rows = {}, nothing }: PermissionLinesProps) {
  const { data: permissions } = usePermissions()
  if (!permissions) return <Skeleton h={72} radius={8} />
  const groups = groupPermissions(permissions.filter(({ name }) => allowed.includes(name)))
  if (groups.length === 0) return nothing
  return (
    <dl className={classes.lines}>
      {groups.map((group) => (
        <div key={group.key} className={classes.line}>
          <dt>{group.title}</dt>
          <dd>{group.permissions.map(({ name }) => wordOf(name, rows)).join(', ')}</dd>
        </div>
      ))}
    </dl>
  )
}

function wordOf(permission: string, rows: RowLimits): string {
  return isOwnOnly(rows, permission) ? ownWord(permission) : actionWord(permission)
}
