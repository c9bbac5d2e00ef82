import { Skeleton } from '@mantine/core'
import { actionWord } from './action-words.ts'
import { groupPermissions } from './permission-groups.ts'
import classes from './permission-lines.module.css'
import { usePermissions } from './permissions.api.ts'

interface PermissionLinesProps {
  allowed: readonly string[]
  /** Said where there is none. */
  nothing: string
}

/** One line a resource: what may be done with it. */
export function PermissionLines({ allowed, nothing }: PermissionLinesProps) {
  const { data: permissions } = usePermissions()
  if (!permissions) return <Skeleton h={72} radius={8} />
  const groups = groupPermissions(permissions.filter(({ name }) => allowed.includes(name)))
  if (groups.length === 0) return nothing
  return (
    <dl className={classes.lines}>
      {groups.map((group) => (
        <div key={group.key} className={classes.line}>
          <dt>{group.title}</dt>
          <dd>{group.permissions.map(({ name }) => actionWord(name)).join(', ')}</dd>
        </div>
      ))}
    </dl>
  )
}
