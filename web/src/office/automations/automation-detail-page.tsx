import { type Automation, CreateAutomation, UpdateAutomation } from '@groundwork/contract/office/automations.ts'
import { Alert, Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { DetailPage } from '#kit/detail/detail-page.tsx'
import type { DetailView } from '#kit/detail/detail-view.ts'
import type { FormView } from '#kit/form/form-view.ts'
import { useChange } from '#kit/resource/use-writes.ts'
import type { Fact } from '#ui/facts.tsx'
import { toast } from '#ui/toast.tsx'
import { AutomationState, LastRuns } from './automation-state.tsx'
import { ActionWords, EventWords } from './automation-words.tsx'
import { automations } from './automations.resource.ts'
import { t } from './automations.text.ts'
import { ConditionWords } from './condition-words.tsx'
import { RunList } from './run-list.tsx'
import { SigningSecretButton } from './signing-secret-button.tsx'

/** Only for the words of the history; it is edited by an editor of its own. */
const form: FormView = {
  create: CreateAutomation,
  update: UpdateAutomation,
  groups: [{ title: '', rows: ['name', 'description', 'state', 'events', 'condition', 'actions', 'maxRunsPerMinute'] }],
  wordOf: (_, value) => value,
}

const view: DetailView<Automation> = {
  resource: automations,
  form,
  status: (automation) => <AutomationState automation={automation} />,
  facts,
  below: (automation) => <StateSwitch automation={automation} />,
  tabs: [{ key: 'runs', label: t('runs'), content: (automation) => <RunList automationId={automation.id} /> }],
}

export function AutomationDetailPage() {
  return <DetailPage view={view} />
}

function facts(automation: Automation): Fact[] {
  const { events, condition, actions, maxRunsPerMinute, maker, runs, can } = automation
  const callsOut = actions.some(({ type }) => type === 'call-url')
  return [
    { label: t('stepWhen'), value: <EventWords events={events} /> },
    { label: t('stepIf'), value: <ConditionWords condition={condition} events={events} /> },
    { label: t('stepThen'), value: <ActionWords actions={actions} /> },
    { label: t('limit'), value: t('perMinute', { count: maxRunsPerMinute }) },
    { label: t('maker'), value: maker.name },
    { label: t('lastRuns'), value: <LastRuns runs={runs} /> },
    ...(callsOut && can?.['update']
      ? [{ label: t('secret'), value: <SigningSecretButton automationId={automation.id} /> }]
      : []),
  ]
}

function StateSwitch({ automation }: { automation: Automation }) {
  const change = useChange(automations)
  const isActive = automation.state === 'active'
  const handleSwitch = () =>
    change.mutate(
      { base: automation, body: { state: isActive ? 'paused' : 'active' } },
      {
        onSuccess: ({ name }) => toast({ message: t(isActive ? 'paused' : 'activated', { name }) }),
        onError: complain,
      },
    )
  return (
    <>
      {automation.pausedReason && (
        <Alert color="red" variant="light" mb="md">
          {automation.pausedReason}
        </Alert>
      )}
      {automation.can?.['update'] && (
        <Button
          variant={isActive ? 'default' : 'filled'}
          loading={change.isPending}
          leftSection={isActive ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
          onClick={handleSwitch}
        >
          {t(isActive ? 'pause' : 'activate')}
        </Button>
      )}
    </>
  )
}
