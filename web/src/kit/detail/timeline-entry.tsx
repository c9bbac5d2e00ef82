import type { HistoryEntry } from '@groundwork/contract/platform/audit.ts'
import { Button, Popover, Text, UnstyledButton } from '@mantine/core'
import { IconBolt, IconKey, IconLifebuoy, IconRobot } from '@tabler/icons-react'
import { useState } from 'react'
import { Face } from '#ui/face.tsx'
import { When } from '#ui/format/when.tsx'
import { fromContract } from '#ui/text/text.ts'
import { toast } from '#ui/toast.tsx'
import { complain } from '../api/complain.ts'
import type { FieldSpec } from '../form/field-spec.ts'
import type { FormView } from '../form/form-view.ts'
import { ShownValue } from '../form/show-value.tsx'
import { t } from '../kit.text.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useRevert } from '../resource/use-writes.ts'
import { deedOf } from './deeds.ts'
import classes from './timeline.module.css'

const ACTOR_ICONS = {
  support: IconLifebuoy,
  api_key: IconKey,
  automation: IconBolt,
  system: IconRobot,
  anonymous: IconRobot,
} as const

interface TimelineEntryProps<T extends BaseRecord> {
  entry: HistoryEntry
  resource: Resource<T>
  recordId: string
  specs: Map<string, FieldSpec>
  view: FormView
  mayRevert: boolean
}

export function TimelineEntry<T extends BaseRecord>({
  entry,
  resource,
  recordId,
  specs,
  view,
  mayRevert,
}: TimelineEntryProps<T>) {
  const { actor, version } = entry
  const icon = actor.kind === 'user' ? undefined : ACTOR_ICONS[actor.kind]
  // A new record has every field changed from nothing; the record itself says that better.
  const changes =
    entry.action.endsWith('.updated') || entry.action.endsWith('.reverted') ? Object.entries(entry.changes ?? {}) : []
  const shown = changes.filter(([field]) => specs.has(field))
  return (
    <li className={classes.entry}>
      <Face name={actor.name} {...(icon ? { icon } : {})} round />
      <div>
        <div className={classes.head}>
          <span className={classes.actor}>{actor.name}</span>
          <span>{deedOf(entry.action)}</span>
          <span className={classes.when}>
            <When value={entry.at} />
          </span>
        </div>
        {entry.note && <Text size="sm">{entry.note}</Text>}
        <ul className={classes.changes}>
          {shown.map(([field, { before, after }]) => (
            <li key={field}>
              {fromContract(specs.get(field)?.label ?? field)}:{' '}
              <ShownValue spec={specs.get(field)} value={before} view={view} /> →{' '}
              <span className={classes.new}>
                <ShownValue spec={specs.get(field)} value={after} view={view} />
              </span>
            </li>
          ))}
        </ul>
        {mayRevert && version !== null && <Revert resource={resource} id={recordId} version={version} />}
      </div>
    </li>
  )
}

interface RevertProps<T extends BaseRecord> {
  resource: Resource<T>
  id: string
  version: number
}

function Revert<T extends BaseRecord>({ resource, id, version }: RevertProps<T>) {
  const [opened, setOpened] = useState(false)
  const revert = useRevert(resource)
  const handleRevert = () => {
    setOpened(false)
    revert.mutate(
      { id, version },
      {
        onSuccess: () => toast({ message: t('reverted', { version }) }),
        onError: complain,
      },
    )
  }
  return (
    <Popover opened={opened} onChange={setOpened} width={260} position="bottom-start" trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.revert} onClick={() => setOpened(!opened)}>
          {t('revert')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {t('revertQuestion', { version })}
        </Text>
        <Button size="xs" fullWidth onClick={handleRevert}>
          {t('revert')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
