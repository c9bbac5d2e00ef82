import { AUDIT_SEVERITIES, type AuditEntry } from '@groundwork/contract/platform/audit.ts'
import { IconBolt, IconHistory, IconKey, IconLifebuoy, IconRobot } from '@tabler/icons-react'
import type { FilterField } from '#kit/list/filter-fields.ts'
import type { RegisterView } from '#kit/register/register-view.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { Face } from '#ui/face.tsx'
import { When } from '#ui/format/when.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { t } from './audit.text.ts'
import { SEVERITY_TONES } from './audit-words.ts'
import { deedWords, recordWords } from './deed-words.ts'
import { RESOURCE_TYPES } from './record-links.ts'

const ACTOR_ICONS = {
  support: IconLifebuoy,
  api_key: IconKey,
  automation: IconBolt,
  system: IconRobot,
  anonymous: IconRobot,
} as const

const FILTERS: FilterField[] = [
  {
    kind: 'choice',
    key: 'severity',
    label: t('severity'),
    options: AUDIT_SEVERITIES.map((value) => ({ value, label: t(`severity_${value}`) })),
  },
  {
    kind: 'choice',
    key: 'resourceType',
    label: t('resourceType'),
    isSingle: true,
    options: RESOURCE_TYPES.map((value) => ({ value, label: resourceTitle(value) })),
  },
  { kind: 'text', key: 'action', label: t('action') },
  { kind: 'dates', key: 'at', label: t('when'), after: 'after', before: 'before' },
  { kind: 'text', key: 'resourceId', label: t('record') },
]

export function auditRegister(actors: { value: string; label: string }[]): RegisterView<AuditEntry> {
  return {
    path: 'audit',
    icon: IconHistory,
    many: t('many'),
    face: { title: t('who') },
    nameOf: ({ actor }) => actor.name,
    secondOf: ({ actor, address }) => (actor.kind === 'user' ? address : t(`actor_${actor.kind}`)),
    pictureOf: (entry) => <ActorFace entry={entry} />,
    statusOf: (entry) => <Severity entry={entry} />,
    columns: [
      {
        key: 'what',
        title: t('what'),
        width: 200,
        cell: ({ action }) => <span title={action}>{deedWords(action)}</span>,
      },
      { key: 'at', title: t('when'), width: 190, cell: ({ at }) => <When value={at} as="exact" /> },
      { key: 'record', title: t('record'), width: 240, cell: recordWords },
      { key: 'severity', title: t('severity'), width: 110, cell: (entry) => <Severity entry={entry} /> },
    ],
    cardOf: (entry) => (
      <>
        {deedWords(entry.action)} · <When value={entry.at} /> {entry.severity !== 'info' && <Severity entry={entry} />}
      </>
    ),
    filters: [...FILTERS, { kind: 'choice', key: 'actorId', label: t('who'), isSingle: true, options: actors }],
    isSearchable: true,
    canGetOne: true,
    searched: t('searched'),
    empty: { title: t('emptyTitle'), text: t('emptyText') },
  }
}

function ActorFace({ entry: { actor } }: { entry: AuditEntry }) {
  return <Face name={actor.name} round {...(actor.kind === 'user' ? {} : { icon: ACTOR_ICONS[actor.kind] })} />
}

/** Most entries are of no concern: only those that are carry a colour. */
function Severity({ entry: { severity } }: { entry: AuditEntry }) {
  if (severity === 'info') return <span style={{ color: 'var(--gw-ink-2)' }}>{t('severity_info')}</span>
  return <StatusBadge tone={SEVERITY_TONES[severity]} label={t(`severity_${severity}`)} />
}
