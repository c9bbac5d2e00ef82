import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { roleName } from '#kit/session/role-name.ts'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../app.text.ts'
import { useSwitchTenant } from '../session/session.api.ts'
import classes from './tenant-switch.module.css'

/** Which business one works in; with one only, it just says its name. */
export function TenantSwitch({ isCollapsed }: { isCollapsed: boolean }) {
  const { tenant, tenants, roleName: ownRole } = useMe()
  const switchTenant = useSwitchTenant()
  const hasSeveral = tenants.length > 1
  const content = (
    <>
      <span className={classes.mark} aria-hidden>
        {tenant.name.slice(0, 1).toUpperCase()}
      </span>
      {!isCollapsed && (
        <span className={classes.text}>
          <span className={classes.name}>{tenant.name}</span>
          <span className={classes.role}>{fromContract(ownRole)}</span>
        </span>
      )}
      {!isCollapsed && hasSeveral && <IconSelector size={16} stroke={1.6} aria-hidden />}
    </>
  )
  if (!hasSeveral) return <div className={classes.button}>{content}</div>
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={`${t('switchTenant')}: ${tenant.name}`}>
          {content}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('businesses')}</Menu.Label>
        {tenants.map(({ id, name, role: roleThere }) => (
          <Menu.Item
            key={id}
            onClick={() => switchTenant.mutate(id)}
            disabled={id === tenant.id}
            rightSection={id === tenant.id && <IconCheck size={16} aria-hidden />}
          >
            {name}
            <span className={classes.role}>{roleName(roleThere)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
