import type { AuditEntry } from '@groundwork/contract/platform/audit.ts'
import { Group, Stack, Text } from '@mantine/core'
import { IconArrowUpRight } from '@tabler/icons-react'
import { ButtonLink, TextLink } from '#kit/page/links.tsx'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { DiffTable } from '#ui/diff/diff-table.tsx'
import { type Fact, Facts } from '#ui/facts.tsx'
import { When } from '#ui/format/when.tsx'
import { t } from './audit.text.ts'
import { deedWords } from './deed-words.ts'
import { placeOf } from './record-links.ts'

export function AuditDetail({ entry }: { entry: AuditEntry }) {
  const { actor, resource, changes } = entry
  const place = placeOf(entry)
  return (
    <Stack gap="lg">
      <Facts facts={factsOf(entry)} />
      <Group gap="xs">
        {place && (
          <ButtonLink variant="default" size="xs" {...place} rightSection={<IconArrowUpRight size={14} aria-hidden />}>
            {t('openRecord')}
          </ButtonLink>
        )}
        {resource && (
          <ButtonLink variant="default" size="xs" to="/settings/audit" search={{ resourceId: resource.id }}>
            {t('everythingAbout')}
          </ButtonLink>
        )}
        {actor.id && (
          <TextLink size="sm" to="/settings/audit" search={{ actorId: actor.id }}>
            {t('everythingBy', { name: actor.name })}
          </TextLink>
        )}
      </Group>
      {changes && Object.keys(changes).length > 0 ? (
        <DiffTable changes={changes} isNew={entry.action.endsWith('.created')} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('noChanges')}
        </Text>
      )}
    </Stack>
  )
}

function factsOf({ action, actor, resource, at, note, address, userAgent, requestId }: AuditEntry): Fact[] {
  return [
    { label: t('what'), value: `${deedWords(action)} (${action})` },
    { label: t('who'), value: `${actor.name}, ${t(`actor_${actor.kind}`).toLowerCase()}` },
    { label: t('when'), value: <When value={at} as="exact" /> },
    ...(resource
      ? [
          {
            label: t('record'),
            value: [resourceTitle(resource.type), resource.version && t('version', { version: resource.version })]
              .filter(Boolean)
              .join(', '),
          },
        ]
      : []),
    ...(note ? [{ label: t('note'), value: note }] : []),
    { label: t('address'), value: address },
    { label: t('device'), value: userAgent },
    { label: t('request'), value: requestId && <code>{requestId}</code> },
  ]
}
