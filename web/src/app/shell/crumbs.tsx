import { IconChevronRight } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useCurrentTitle } from '#kit/page/page-title.ts'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../app.text.ts'
import { activeItem, navigationFor } from './navigation.ts'
import classes from './topbar.module.css'

/** Area, page, and what is open in it. */
export function Crumbs() {
  const { pathname } = useLocation()
  const item = activeItem(pathname, navigationFor(useMe()))
  const title = useCurrentTitle()
  const isDeeper = item !== undefined && item.path !== pathname
  const leaf = isDeeper || !item ? title : fromContract(item.title)
  const showsArea = item !== undefined && item.nav.group !== 'home'
  return (
    <nav aria-label={t('breadcrumb')} style={{ minWidth: 0 }}>
      <ol className={classes.crumbs}>
        {showsArea && (
          <li>
            {t(`group_${item.nav.group}`)}
            <IconChevronRight size={14} stroke={1.5} aria-hidden />
          </li>
        )}
        {isDeeper && (
          <li>
            <Link to={item.path}>{fromContract(item.title)}</Link>
            {leaf && <IconChevronRight size={14} stroke={1.5} aria-hidden />}
          </li>
        )}
        <li>
          <span className={classes.leaf} aria-current="page">
            {leaf}
          </span>
        </li>
      </ol>
    </nav>
  )
}
