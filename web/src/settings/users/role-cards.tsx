import type { Member } from '@groundwork/contract/platform/identity.ts'
import { TextLink } from '#kit/page/links.tsx'
import { useMe } from '#kit/session/session.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import { fromContract } from '#ui/text/text.ts'
import { PermissionLines } from '../permissions/permission-lines.tsx'
import type { Role } from '../permissions/permissions.api.ts'
import { RoleActions } from './role-actions.tsx'
import classes from './role-cards.module.css'
import { t } from './users.text.ts'

interface RoleCardsProps {
  roles: Role[]
  /** Absent for those who may not see who belongs to the business. */
  members: Member[] | undefined
  withPermissions: boolean
}

export function RoleCards({ roles, members, withPermissions }: RoleCardsProps) {
  const me = useMe()
  return (
    <>
      <p className={classes.text}>{t('rolesText')}</p>
      <ul className={classes.cards}>
        {roles.map((role) => (
          <li key={role.key} className={classes.card} data-own={role.key === me.role}>
            <h2 className={classes.name}>
              {fromContract(role.name)}
              {role.key === me.role && <StatusBadge tone="blue" label={t('yourRole')} />}
            </h2>
            {!role.isBuiltIn && <StatusBadge tone="grey" label={t('ownRole')} />}
            <p className={classes.description}>{fromContract(role.description)}</p>
            {members && (
              <TextLink to="/settings/users" search={{ role: role.key }} size="sm">
                {t('rolePeople', { count: members.filter((member) => member.role === role.key).length })}
              </TextLink>
            )}
            <RoleActions role={role} />
            {withPermissions && (
              <details>
                <summary>{t('roleMay')}</summary>
                <PermissionLines allowed={role.permissions} rows={role.rows} nothing={t('mayNothing')} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
