import { Button, Code, Stack, Text, Title } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { PageLoadError } from '#kit/page/load-page.ts'
import { usePageTitle } from '#kit/page/page-title.ts'
import { t } from '../app.text.ts'

/** The last net: a page whose code did not come, or that threw while drawing. The frame around it keeps working. */
export function PageBroken({ error }: ErrorComponentProps) {
  const isMissing = error instanceof PageLoadError
  const title = t(isMissing ? 'notLoadedTitle' : 'brokenTitle')
  usePageTitle(title)
  return (
    <Stack align="center" gap="xs" py={64} px="lg" ta="center" role="alert">
      <Title order={1}>{title}</Title>
      <Text c="dimmed" maw="60ch">
        {t(isMissing ? 'notLoadedText' : 'brokenText')}
      </Text>
      {!isMissing && (
        <Code block maw="100%">
          {error instanceof Error ? error.message : String(error)}
        </Code>
      )}
      <Button variant="default" mt="sm" onClick={() => window.location.reload()}>
        {t('reload')}
      </Button>
    </Stack>
  )
}
