import { PermissionLines } from '../permissions/permission-lines.tsx'
import type { Role } from '../permissions/permissions.api.ts'
import classes from './role-summary.module.css'
import { t } from './users.text.ts'

/** What somebody with the role may do. */
export function RoleSummary({ role }: { role: Role }) {
  return (
    <div className={classes.summary}>
      <p className={classes.title}>{t('roleMay')}</p>
      <PermissionLines allowed={role.permissions} rows={role.rows} nothing={t('mayNothing')} />
    </div>
  )
}
