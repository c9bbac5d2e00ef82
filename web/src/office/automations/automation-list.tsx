import { AUTOMATION_STATES, type Automation, AutomationList } from '@groundwork/contract/office/automations.ts'
import { faceColumn } from '#kit/list/face-cell.tsx'
import { filterFields } from '#kit/list/filter-fields.ts'
import type { ListView } from '#kit/list/list-view.ts'
import { When } from '#ui/format/when.tsx'
import { AutomationState, LastRuns } from './automation-state.tsx'
import { automations } from './automations.resource.ts'
import { t } from './automations.text.ts'
import { RecipeCards } from './recipe-cards.tsx'

const STATE_OPTIONS = AUTOMATION_STATES.map((value) => ({ value, label: t(`state_${value}`) }))

export const automationList: ListView<Automation> = {
  resource: automations,
  shape: AutomationList,
  columns: [
    faceColumn(automations, t('name'), 'name'),
    { key: 'state', title: t('state'), width: 130, cell: (automation) => <AutomationState automation={automation} /> },
    { key: 'runs', title: t('lastRuns'), width: 230, cell: ({ runs }) => <LastRuns runs={runs} /> },
    { key: 'maker', title: t('maker'), width: 190, cell: ({ maker }) => maker.name },
    {
      key: 'updatedAt',
      title: t('updated'),
      width: 130,
      sort: 'updatedAt',
      cell: ({ updatedAt }) => <When value={updatedAt} />,
    },
  ],
  filters: filterFields(AutomationList, {
    labels: { state: t('state'), created: t('created') },
    wordOf: (_, value) => STATE_OPTIONS.find((option) => option.value === value)?.label ?? value,
  }),
  presets: [{ label: t('state_active'), query: { state: 'active' } }],
  bulkFields: [{ field: 'state', label: t('state'), options: STATE_OPTIONS, valueOf: ({ state }) => state }],
  cardOf: (automation) => (
    <>
      <AutomationState automation={automation} /> <LastRuns runs={automation.runs} />
    </>
  ),
  empty: () => <RecipeCards />,
}
