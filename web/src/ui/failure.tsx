import { Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { t } from './text/ui.text.ts'

interface FailureProps {
  title?: string
  text: string
  requestId?: string | undefined
  onRetry?: () => void
}

/** Something went wrong: what, why, and the way on. */
export function Failure({ title = t('failedTitle'), text, requestId, onRetry }: FailureProps) {
  return (
    <Stack align="center" gap={6} py={48} px="lg" role="alert" ta="center">
      <IconAlertTriangle size={28} stroke={1.5} color="var(--gw-red-ink)" aria-hidden />
      <Text fw={600} mt={4}>
        {title}
      </Text>
      <Text c="dimmed" maw="60ch">
        {text}
      </Text>
      {onRetry && (
        <Button variant="default" mt="sm" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
      {requestId && (
        <Text size="xs" c="dimmed" ff="monospace" mt="xs">
          {t('requestId', { id: requestId })}
        </Text>
      )}
    </Stack>
  )
}
