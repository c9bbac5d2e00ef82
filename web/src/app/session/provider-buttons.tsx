import type { FoundProviders } from '@groundwork/contract/platform/sign-in-provider.ts'
import { Button, Stack } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { ProblemNote } from './problem-note.tsx'
import { useGoToProvider } from './provider.api.ts'
import { t } from './session.text.ts'

interface ProviderButtonsProps {
  providers: FoundProviders['providers']
  next: string | undefined
  variant?: 'filled' | 'default'
}

/** The way to the provider, in the words of the business; with its name where there are several. */
export function ProviderButtons({ providers, next, variant = 'default' }: ProviderButtonsProps) {
  const go = useGoToProvider(next)
  const isOne = providers.length === 1
  return (
    <Stack gap="sm">
      <ProblemNote error={go.error} />
      {providers.map(({ slug, label, business }) => (
        <Button
          key={slug}
          variant={variant}
          size="md"
          fullWidth
          leftSection={<IconLogin2 size={18} stroke={1.7} aria-hidden />}
          loading={go.isPending && go.variables === slug}
          onClick={() => go.mutate(slug)}
        >
          {isOne ? label : t('providerOf', { label, business })}
        </Button>
      ))}
    </Stack>
  )
}
