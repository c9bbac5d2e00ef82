import type { SupportGrant } from '@groundwork/contract/platform/support.ts'
import { Alert, Group, Text } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useRegion } from '#ui/format/region.tsx'
import { formatExact } from '#ui/format/when.tsx'
import { EndSupportButton } from './end-support-button.tsx'
import { t } from './support.text.ts'

export function OpenGrantNotice({ grant }: { grant: SupportGrant }) {
  const region = useRegion()
  return (
    <Alert
      mx="var(--gw-page-padding)"
      mb="sm"
      color="yellow"
      variant="light"
      styles={{ title: { color: 'var(--gw-amber-ink)' } }}
      icon={<IconLifebuoy size={18} stroke={1.7} aria-hidden />}
      title={t('openTitle', { until: formatExact(grant.expiresAt, region) })}
      role="status"
    >
      <Group justify="space-between" align="flex-end" gap="sm">
        <Text size="sm">{t('openText', { reason: grant.reason, role: t(`may_${grant.role}`) })}</Text>
        <EndSupportButton grant={grant} />
      </Group>
    </Alert>
  )
}
