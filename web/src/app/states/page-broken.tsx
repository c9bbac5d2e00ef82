import { Button, Code, Stack, Text, Title } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { usePageTitle } from '#kit/page/page-title.ts'
import { t } from '../app.text.ts'

/** The last net: a page that threw while drawing. The frame around it keeps working. */
export function PageBroken({ error }: ErrorComponentProps) {
  usePageTitle(t('brokenTitle'))
  return (
    <Stack align="center" gap="xs" py={64} px="lg" ta="center" role="alert">
      <Title order={1}>{t('brokenTitle')}</Title>
      <Text c="dimmed" maw="60ch">
        {t('brokenText')}
      </Text>
      <Code block maw="100%">
        {error instanceof Error ? error.message : String(error)}
      </Code>
      <Button variant="default" mt="sm" onClick={() => window.location.reload()}>
        {t('reload')}
      </Button>
    </Stack>
  )
}
