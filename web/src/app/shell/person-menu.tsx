import {
  Button,
  Popover,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core'
import { IconLogout, IconUserShield } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '#kit/session/session.ts'
import { Face } from '#ui/face.tsx'
import { t } from '../app.text.ts'
import { useSaveColorScheme, useSignOut } from '../session/session.api.ts'
import classes from './person-menu.module.css'

const SCHEMES = ['auto', 'light', 'dark'] as const

export function PersonMenu() {
  const { user } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const saveColorScheme = useSaveColorScheme()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  const handleSecurity = () => {
    setOpened(false)
    void navigate({ to: '/settings/security' })
  }
  const handleScheme = (value: string) => {
    const scheme = SCHEMES.find((known) => known === value) ?? 'auto'
    setColorScheme(scheme)
    saveColorScheme.mutate(scheme)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={264} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button} onClick={() => setOpened((now) => !now)}>
          <VisuallyHidden>{t('account', { name: user.name })}</VisuallyHidden>
          <Face name={user.name} size="md" round />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('account', { name: user.name })} p={0}>
        <div className={classes.person}>
          <Text fw={600} truncate>
            {user.name}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {user.email}
          </Text>
        </div>
        <div className={classes.part}>
          <Text size="xs" fw={500} c="dimmed" mb={6}>
            {t('colorScheme')}
          </Text>
          <SegmentedControl
            fullWidth
            size="xs"
            value={colorScheme}
            onChange={handleScheme}
            aria-label={t('colorScheme')}
            data={SCHEMES.map((value) => ({ value, label: t(`scheme_${value}`) }))}
          />
        </div>
        <div className={classes.part}>
          <Button
            variant="subtle"
            color="gray"
            c="var(--gw-ink)"
            fullWidth
            justify="flex-start"
            leftSection={<IconUserShield size={16} stroke={1.6} aria-hidden />}
            onClick={handleSecurity}
          >
            {t('profile')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            c="var(--gw-ink)"
            fullWidth
            justify="flex-start"
            leftSection={<IconLogout size={16} stroke={1.6} aria-hidden />}
            onClick={() => signOut.mutate()}
          >
            {t('signOut')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
