import { IconCheck } from '@tabler/icons-react'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { groupPermissions } from '../permissions/permission-groups.ts'
import type { PermissionLine, Role } from '../permissions/permissions.api.ts'
import { type Reach, reachOf } from './reach.ts'
import classes from './role-matrix.module.css'
import { t } from './users.text.ts'

interface RoleMatrixProps {
  roles: Role[]
  permissions: PermissionLine[]
}

/** Permissions down, roles across; one's own role stands out. */
export function RoleMatrix({ roles, permissions }: RoleMatrixProps) {
  const me = useMe()
  return (
    <>
      <h2 className={classes.title} id="role-matrix">
        {t('matrix')}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-labelledby="role-matrix">
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('permission')}</th>
              {roles.map((role) => (
                <th key={role.key} scope="col" data-own={role.key === me.role} title={fromContract(role.description)}>
                  {fromContract(role.name)}
                </th>
              ))}
            </tr>
          </thead>
          {groupPermissions(permissions).map((group) => (
            <tbody key={group.key}>
              <tr className={classes.group}>
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {group.title}
                </th>
              </tr>
              {group.permissions.map((permission) => (
                <tr key={permission.name}>
                  <th scope="row" title={permission.name}>
                    {fromContract(permission.description)}
                  </th>
                  {roles.map((role) => (
                    <td key={role.key} data-own={role.key === me.role}>
                      <Mark reach={reachOf(role, permission.name)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </>
  )
}

function Mark({ reach }: { reach: Reach }) {
  if (reach === 'own') return <span className={classes.own}>{t('ownOnly')}</span>
  if (reach === 'all')
    return <IconCheck size={16} stroke={2.2} className={classes.yes} role="img" aria-label={t('allowed')} />
  return (
    <span className={classes.no} role="img" aria-label={t('notAllowed')}>
      ·
    </span>
  )
}
