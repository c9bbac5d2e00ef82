import type { ActionResult, AutomationRun } from '@groundwork/contract/office/automations.ts'
import { Button, Text } from '@mantine/core'
import { IconCheck, IconRefresh, IconX } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { TextLink } from '#kit/page/links.tsx'
import { resourceHref } from '#kit/session/resource-words.ts'
import { DiffTable } from '#ui/diff/diff-table.tsx'
import { When } from '#ui/format/when.tsx'
import { toast } from '#ui/toast.tsx'
import { RunStateBadge } from './automation-state.tsx'
import { useRetryRun, useVocabulary } from './automations.api.ts'
import { t } from './automations.text.ts'
import classes from './runs.module.css'
import { eventWords, NOTHING_TO_CHOOSE } from './words.ts'

interface RunLineProps {
  run: AutomationRun
  /** Among those of other automations. */
  isNamed: boolean
}

/** One run in a line; opened, what set it off and what each action did. */
export function RunLine({ run, isNamed }: RunLineProps) {
  const { data: vocabulary = NOTHING_TO_CHOOSE } = useVocabulary()
  const { event } = run
  const resource = vocabulary.events.find(({ type }) => type === event.type)?.resource
  return (
    <details className={classes.run}>
      <summary className={classes.line}>
        <RunStateBadge state={run.state} />
        <span className={classes.what}>
          {isNamed && <strong>{run.automation.name} · </strong>}
          {eventWords(vocabulary, event.type)}
        </span>
        {run.durationMs !== null && <span className={classes.took}>{t('ms', { count: run.durationMs })}</span>}
        <When value={run.createdAt} />
      </summary>
      <div className={classes.inside}>
        <Text size="sm" c="var(--gw-ink-2)">
          {t('version', { version: run.version })} · {t('happened')} <When value={event.at} />
          {resource && (
            <>
              {' · '}
              <TextLink to={`${resourceHref(resource)}/${event.subjectId}`} size="sm">
                {t('openRecord')}
              </TextLink>
            </>
          )}
          {isNamed && (
            <>
              {' · '}
              <TextLink to={`/automations/${run.automation.id}`} size="sm">
                {t('openAutomation')}
              </TextLink>
            </>
          )}
        </Text>
        <Text size="sm">{run.condition === null ? t('notJudgedHere') : run.condition ? t('held') : t('heldNot')}</Text>
        {run.error && (
          <Text size="sm" c="var(--gw-red-ink)">
            {run.error}
          </Text>
        )}
        {run.actions.map((action, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: actions are known by their place
          <Deed key={index} action={action} />
        ))}
        {run.can.retry && <Retry automationId={run.automation.id} runId={run.id} />}
      </div>
    </details>
  )
}

function Deed({ action: { type, state, summary, error, changes, durationMs } }: { action: ActionResult }) {
  const Glyph = state === 'done' ? IconCheck : IconX
  return (
    <div>
      <Text size="sm" component="div" className={classes.deed ?? ''}>
        <Glyph size={15} stroke={2} aria-hidden /> <strong>{t(type)}</strong> {state === 'failed' ? error : summary}
        {durationMs !== null && <span className={classes.took}>{t('ms', { count: durationMs })}</span>}
      </Text>
      {changes && Object.keys(changes).length > 0 && <DiffTable changes={changes} isNew={type === 'create-record'} />}
    </div>
  )
}

function Retry({ automationId, runId }: { automationId: string; runId: string }) {
  const retry = useRetryRun(automationId)
  const handleRetry = () =>
    retry.mutate(runId, {
      onSuccess: () => toast({ message: t('retried') }),
      onError: complain,
    })
  return (
    <div>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconRefresh size={14} aria-hidden />}
        loading={retry.isPending}
        onClick={handleRetry}
      >
        {t('retry')}
      </Button>
    </div>
  )
}
