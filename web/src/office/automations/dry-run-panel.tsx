import type { DryRun } from '@groundwork/contract/office/automations.ts'
import { Alert, Button, Text } from '@mantine/core'
import { IconCheck, IconHistory, IconMinus, IconX } from '@tabler/icons-react'
import { sentenceOf } from '#kit/api/problem.ts'
import { DiffTable } from '#ui/diff/diff-table.tsx'
import { When } from '#ui/format/when.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { useDryRun, useVocabulary } from './automations.api.ts'
import { t } from './automations.text.ts'
import { type Draft, ruleOf } from './draft.ts'
import classes from './dry-run-panel.module.css'
import { eventWords, NOTHING_TO_CHOOSE } from './words.ts'

/** Beside the editor: what the rule as it stands would have made of what has happened. */
export function DryRunPanel({ draft }: { draft: Draft }) {
  const dryRun = useDryRun()
  const isComplete = draft.events.length > 0 && draft.actions.length > 0
  return (
    <section className={classes.panel} aria-label={t('tryOut')}>
      <h2 className={classes.title}>{t('tryOut')}</h2>
      <Text size="sm" c="var(--gw-ink-2)" mb="sm">
        {t('tryOutText')}
      </Text>
      <Button
        variant="default"
        leftSection={<IconHistory size={16} stroke={1.7} aria-hidden />}
        disabled={!isComplete}
        loading={dryRun.isPending}
        onClick={() => dryRun.mutate(ruleOf(draft))}
      >
        {t('tryButton')}
      </Button>
      <div aria-live="polite">
        {dryRun.error && (
          <Alert color="red" variant="light" mt="md">
            {sentenceOf(dryRun.error)}
          </Alert>
        )}
        {dryRun.data && <Findings found={dryRun.data} />}
      </div>
    </section>
  )
}

function Findings({ found: { looked, fired, failed, since, events } }: { found: DryRun }) {
  if (looked === 0) return <Text mt="md">{t('noEvents')}</Text>
  return (
    <>
      <p className={classes.count}>
        <strong>{fired === 0 ? t('neverFired') : t('wouldHaveFired', { count: fired })}</strong>{' '}
        {t('outOf', { count: looked })}
        {since && (
          <>
            {' '}
            {t('since')} <When value={since} />
          </>
        )}
      </p>
      {failed > 0 && (
        <Alert color="yellow" variant="light" mb="sm">
          {t('notJudged', { count: failed })}
        </Alert>
      )}
      <ol className={classes.events}>
        {events.map((one) => (
          <Finding key={one.event.id} one={one} />
        ))}
      </ol>
    </>
  )
}

function Finding({ one: { event, condition, error, actions } }: { one: DryRun['events'][number] }) {
  const { data: vocabulary = NOTHING_TO_CHOOSE } = useVocabulary()
  return (
    <li className={classes.event}>
      <div className={classes.head}>
        <span>{eventWords(vocabulary, event.type)}</span>
        <When value={event.at} />
      </div>
      <div className={classes.verdict}>
        <Verdict condition={condition} />
      </div>
      {error && <Text size="sm">{error}</Text>}
      {actions.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: actions are known by their place
        <div key={index} className={classes.action}>
          <Text size="sm">{action.error ?? action.summary}</Text>
          {action.changes && Object.keys(action.changes).length > 0 && (
            <DiffTable changes={action.changes} isNew={action.type === 'create-record'} />
          )}
        </div>
      ))}
    </li>
  )
}

function Verdict({ condition }: { condition: boolean | null }) {
  if (condition === null) return <StatusBadge tone="amber" icon={IconX} label={t('notJudgedHere')} />
  return condition ? (
    <StatusBadge tone="green" icon={IconCheck} label={t('held')} />
  ) : (
    <StatusBadge tone="grey" icon={IconMinus} label={t('heldNot')} />
  )
}
