import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { PlaceLink } from '#kit/page/place-link.tsx'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../app.text.ts'
import { palette } from '../palette/palette-store.ts'
import { activeItem, type NavItem, navigationFor } from './navigation.ts'
import classes from './sidebar.module.css'
import { TenantSwitch } from './tenant-switch.tsx'

interface SidebarProps {
  isCollapsed: boolean
  onToggle: () => void
}

const SHORTCUT = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'

export function Sidebar({ isCollapsed, onToggle }: SidebarProps) {
  const sections = navigationFor(useMe())
  const active = activeItem(useLocation().pathname, sections)
  const Toggle = isCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={`${classes.sidebar} ${isCollapsed ? classes.collapsed : ''}`} aria-label={t('navigation')}>
      <TenantSwitch isCollapsed={isCollapsed} />
      <Hint label={t('search')} isOn={isCollapsed}>
        <UnstyledButton
          className={classes.search}
          onClick={palette.open}
          aria-label={isCollapsed ? t('search') : undefined}
        >
          <IconSearch size={16} stroke={1.7} aria-hidden />
          {!isCollapsed && t('search')}
          {!isCollapsed && <kbd>{SHORTCUT}</kbd>}
        </UnstyledButton>
      </Hint>
      <div className={classes.scroll}>
        {sections.map(({ group, items }) => (
          <div key={group}>
            {group !== 'home' && <div className={classes.groupLabel}>{t(`group_${group}`)}</div>}
            <ul className={classes.group}>
              {items.map((item) => (
                <li key={item.path}>
                  <NavLink item={item} isActive={item === active} isCollapsed={isCollapsed} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div className={classes.foot}>
        <Hint label={t('expand')} isOn={isCollapsed}>
          <UnstyledButton
            className={classes.item}
            onClick={onToggle}
            aria-label={isCollapsed ? t('expand') : t('collapse')}
            w={isCollapsed ? 40 : '100%'}
          >
            <Toggle size={18} stroke={1.6} aria-hidden />
            {!isCollapsed && t('collapse')}
          </UnstyledButton>
        </Hint>
      </div>
    </nav>
  )
}

interface NavLinkProps {
  item: NavItem
  isActive: boolean
  isCollapsed: boolean
}

function NavLink({ item, isActive, isCollapsed }: NavLinkProps) {
  const { icon: Glyph, badge: Badge } = item.nav
  const title = fromContract(item.title)
  return (
    <Hint label={title} isOn={isCollapsed}>
      <PlaceLink to={item.path} className={classes.item} isCurrent={isActive} label={isCollapsed ? title : undefined}>
        <Glyph size={18} stroke={1.6} aria-hidden />
        {!isCollapsed && title}
        {!isCollapsed && Badge && <Badge />}
      </PlaceLink>
    </Hint>
  )
}

interface HintProps {
  label: string
  isOn: boolean
  children: React.ReactElement<Record<string, unknown>>
}

function Hint({ label, isOn, children }: HintProps) {
  return (
    <Tooltip label={label} position="right" disabled={!isOn} openDelay={100}>
      {children}
    </Tooltip>
  )
}
