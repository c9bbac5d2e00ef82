import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { queryClient } from '#kit/api/query-client.ts'
import { currentLanguage, onLanguageChange } from '#ui/text/text.ts'
import { cssVariables, theme } from '../theme/theme.ts'
import { colorSchemes } from './color-schemes.ts'
import { router } from './router.tsx'

export function App() {
  const language = useSyncExternalStore(onLanguageChange, currentLanguage)
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" limit={4} />
        <RouterProvider key={language} router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
