import { Drawer, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { PlaceLink } from '#kit/page/place-link.tsx'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../app.text.ts'
import { activeItem, navigationFor } from './navigation.ts'
import classes from './phone-bar.module.css'
import { TenantSwitch } from './tenant-switch.tsx'

const PLACES = 4

/** The navigation under the thumb: four places, and the rest behind "more". */
export function PhoneBar() {
  const sections = navigationFor(useMe())
  const active = activeItem(useLocation().pathname, sections)
  const [opened, setOpened] = useState(false)
  const items = sections.flatMap((section) => section.items)
  const places = items.filter((item) => item.nav.onPhoneBar).slice(0, PLACES)
  return (
    <nav className={classes.bar} aria-label={t('navigation')}>
      {places.map((item) => (
        <PlaceLink key={item.path} to={item.path} className={classes.place} isCurrent={item === active}>
          <item.nav.icon size={22} stroke={1.6} aria-hidden />
          {fromContract(item.title)}
        </PlaceLink>
      ))}
      <UnstyledButton className={classes.place} onClick={() => setOpened(true)}>
        <IconDots size={22} stroke={1.6} aria-hidden />
        {t('more')}
      </UnstyledButton>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="bottom"
        size="75%"
        title={t('navigation')}
        radius="lg"
      >
        <TenantSwitch isCollapsed={false} />
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={item.path}>
              <PlaceLink to={item.path} isCurrent={item === active} onClick={() => setOpened(false)}>
                <item.nav.icon size={20} stroke={1.6} aria-hidden />
                {fromContract(item.title)}
              </PlaceLink>
            </li>
          ))}
        </ul>
      </Drawer>
    </nav>
  )
}
