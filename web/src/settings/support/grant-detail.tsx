import type { SupportGrant, SupportVisit } from '@groundwork/contract/platform/support.ts'
import { Skeleton, Stack, Text } from '@mantine/core'
import { sentenceOf } from '#kit/api/problem.ts'
import { TextLink } from '#kit/page/links.tsx'
import { useMay } from '#kit/session/session.ts'
import { Facts } from '#ui/facts.tsx'
import { Failure } from '#ui/failure.tsx'
import { useRegion } from '#ui/format/region.tsx'
import { formatExact, When } from '#ui/format/when.tsx'
import { EndSupportButton } from './end-support-button.tsx'
import { useVisits } from './support.api.ts'
import { t } from './support.text.ts'

export function GrantDetail({ grant }: { grant: SupportGrant }) {
  const { role, createdByName, createdAt, expiresAt, endedAt, endedBy } = grant
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: t('role'), value: t(`may_${role}`) },
          { label: t('by'), value: createdByName },
          { label: t('from'), value: <When value={createdAt} as="exact" /> },
          { label: t('until'), value: <When value={expiresAt} as="exact" /> },
          ...(endedAt && endedBy ? [{ label: t('endedAt'), value: <When value={endedAt} as="exact" /> }] : []),
        ]}
      />
      <div>
        <Text fw={600} size="sm" mb="xs">
          {t('visits')}
        </Text>
        <Visits grantId={grant.id} />
      </div>
      <div>
        <EndSupportButton grant={grant} />
      </div>
    </Stack>
  )
}

function Visits({ grantId }: { grantId: string }) {
  const { data, error, refetch } = useVisits(grantId)
  if (error && !data) return <Failure text={sentenceOf(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={60} radius={8} aria-busy />
  if (data.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('nobody')}
      </Text>
    )
  return (
    <Stack gap="sm">
      {data.map((visit) => (
        <Visit key={visit.id} visit={visit} />
      ))}
    </Stack>
  )
}

/** The audit trail between coming and going says what they did. */
function Visit({ visit: { userId, name, address, enteredAt, leftAt } }: { visit: SupportVisit }) {
  const region = useRegion()
  const mayReadTrail = useMay()('platform.audit.read')
  const from = formatExact(enteredAt, region)
  const search = { actorId: userId, after: enteredAt, ...(leftAt ? { before: endOf(leftAt) } : {}) }
  return (
    <div>
      <Text size="sm" fw={500}>
        {name}
      </Text>
      <Text size="sm" c="dimmed">
        {leftAt ? t('visit', { from, to: formatExact(leftAt, region) }) : t('inside', { from })}
        {address && ` · ${address}`}
      </Text>
      {mayReadTrail && (
        <TextLink size="sm" to="/settings/audit" search={search}>
          {t('deeds')}
        </TextLink>
      )}
    </div>
  )
}

/** `before` leaves its own moment out, in which they left. */
function endOf(leftAt: string): string {
  return new Date(Date.parse(leftAt) + 1000).toISOString()
}
