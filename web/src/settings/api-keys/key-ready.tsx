import { Button, Group, Text } from '@mantine/core'
import { CopyButton } from '../copy-button.tsx'
import type { NewKey } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'
import { curlExample } from './curl-example.ts'
import classes from './key-ready.module.css'

interface KeyReadyProps {
  created: NewKey
  onDone: () => void
}

/** The one time that the key itself is on screen. */
export function KeyReady({ created, onDone }: KeyReadyProps) {
  const command = curlExample(window.location.origin, created.key, created.permissions)
  return (
    <div className={classes.ready}>
      <h2 className={classes.title}>{t('readyTitle')}</h2>
      <Text size="sm" c="dimmed">
        {t('readyText')}
      </Text>
      <div className={classes.key}>
        <code>{created.key}</code>
        <CopyButton value={created.key} label={t('copyKey')} />
      </div>
      <h3 className={classes.subtitle}>{t('tryTitle')}</h3>
      <Text size="sm" c="dimmed">
        {t('tryText')}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={classes.command} tabIndex={0}>
        {command}
      </pre>
      <Group gap="xs">
        <CopyButton value={command} label={t('copyCommand')} />
        <Button onClick={onDone}>{t('keptIt')}</Button>
      </Group>
    </div>
  )
}
