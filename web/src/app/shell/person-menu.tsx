import { Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useMe } from '#kit/session/session.ts'
import { Face } from '#ui/face.tsx'
import { t } from '../app.text.ts'
import { useSaveColorScheme, useSignOut } from '../session/session.api.ts'

const SCHEMES = ['auto', 'light', 'dark'] as const

export function PersonMenu() {
  const { user } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const saveColorScheme = useSaveColorScheme()
  const signOut = useSignOut()
  const handleScheme = (value: string) => {
    const scheme = SCHEMES.find((known) => known === value) ?? 'auto'
    setColorScheme(scheme)
    saveColorScheme.mutate(scheme)
  }
  return (
    <Menu position="bottom-end" width={264} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton p={4} style={{ borderRadius: '50%' }}>
          <VisuallyHidden>{t('account', { name: user.name })}</VisuallyHidden>
          <Face name={user.name} size="md" round />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '8px 12px 10px' }}>
          <Text fw={600} truncate>
            {user.name}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {user.email}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('colorScheme')}</Menu.Label>
        <div style={{ padding: '0 8px 8px' }}>
          <SegmentedControl
            fullWidth
            size="xs"
            value={colorScheme}
            onChange={handleScheme}
            aria-label={t('colorScheme')}
            data={SCHEMES.map((value) => ({ value, label: t(`scheme_${value}`) }))}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} aria-hidden />} onClick={() => signOut.mutate()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
