import { Button, Text } from '@mantine/core'
import { useRegion } from '#ui/format/region.tsx'
import { formatExact } from '#ui/format/when.tsx'
import classes from '../api-keys/key-ready.module.css'
import { CopyButton } from '../copy-button.tsx'
import { t } from './webhooks.text.ts'

interface SecretReadyProps {
  title: string
  secret: string
  previousSecretUntil?: string | null
  doneLabel: string
  onDone: () => void
}

export function SecretReady({ title, secret, previousSecretUntil, doneLabel, onDone }: SecretReadyProps) {
  const region = useRegion()
  return (
    <div className={classes.ready}>
      <h2 className={classes.title}>{title}</h2>
      <Text size="sm" c="dimmed">
        {t('secretText')}
      </Text>
      <div className={classes.key}>
        <code>{secret}</code>
        <CopyButton value={secret} label={t('copySecret')} />
      </div>
      {previousSecretUntil && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('secretBoth', { until: formatExact(previousSecretUntil, region) })}
        </Text>
      )}
      <Button mt="md" onClick={onDone}>
        {doneLabel}
      </Button>
    </div>
  )
}
