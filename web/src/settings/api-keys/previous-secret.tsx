import type { ApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { Alert, Group, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { useRegion } from '#ui/format/region.tsx'
import { formatExact, formatShort } from '#ui/format/when.tsx'
import { toast } from '#ui/toast.tsx'
import { useEndPrevious } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'

/** While an old secret works: until when, and whether anybody still sends it. */
export function PreviousSecret({ apiKey: { id, previous, revokedAt, can = {} } }: { apiKey: ApiKey }) {
  const region = useRegion()
  const end = useEndPrevious(id)
  if (!previous || revokedAt || Date.parse(previous.endsAt) <= Date.now()) return null
  const { prefix, endsAt, lastUsedAt } = previous
  const handleEnd = () =>
    end.mutate(undefined, {
      onSuccess: () => toast({ message: t('previousEnded') }),
      onError: complain,
    })
  return (
    <Alert
      color="yellow"
      variant="light"
      styles={{ title: { color: 'var(--gw-amber-ink)' } }}
      icon={<IconRefresh size={18} stroke={1.7} aria-hidden />}
      title={t('previousTitle', { until: formatExact(endsAt, region) })}
      role="status"
    >
      <Group justify="space-between" align="flex-end" gap="sm">
        <Text size="sm">
          <code>{prefix}…</code>{' '}
          {lastUsedAt ? t('previousUsed', { when: formatShort(lastUsedAt, region) }) : t('previousUnused')}
        </Text>
        {can['update'] && (
          <ConfirmButton
            size="xs"
            question={t('endPreviousQuestion')}
            confirmLabel={t('endPrevious')}
            onConfirm={handleEnd}
            loading={end.isPending}
          >
            {t('endPrevious')}
          </ConfirmButton>
        )}
      </Group>
    </Alert>
  )
}
