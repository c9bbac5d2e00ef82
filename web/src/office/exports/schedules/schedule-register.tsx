import type { ExportSchedule } from '@groundwork/contract/office/export-schedules.ts'
import { IconCalendarRepeat } from '@tabler/icons-react'
import type { RegisterView } from '#kit/register/register-view.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { useRegion } from '#ui/format/region.tsx'
import { When } from '#ui/format/when.tsx'
import { t as exportText } from '../exports.text.ts'
import { ScheduleState } from './schedule-state.tsx'
import { SCHEDULES } from './schedules.api.ts'
import { t } from './schedules.text.ts'
import { timingWords } from './timing-words.ts'

export function scheduleRegister(resources: readonly string[]): RegisterView<ExportSchedule> {
  return {
    path: SCHEDULES,
    icon: IconCalendarRepeat,
    many: t('many'),
    face: { title: t('name') },
    nameOf: ({ name }) => name,
    secondOf: ({ resource, format }) => `${resourceTitle(resource)}, ${exportText(`format_${format}`)}`,
    statusOf: (schedule) => <ScheduleState schedule={schedule} />,
    columns: [
      { key: 'state', title: t('state'), width: 140, cell: (schedule) => <ScheduleState schedule={schedule} /> },
      { key: 'when', title: t('when'), width: 250, cell: (schedule) => <Timing schedule={schedule} /> },
      { key: 'next', title: t('next'), width: 180, cell: ({ nextRunAt }) => <When value={nextRunAt} as="exact" /> },
      { key: 'last', title: t('last'), width: 130, cell: ({ lastRunAt }) => <When value={lastRunAt} /> },
      { key: 'by', title: t('by'), width: 150, cell: ({ createdBy }) => createdBy.name },
    ],
    cardOf: (schedule) => (
      <>
        <ScheduleState schedule={schedule} /> <Timing schedule={schedule} />
      </>
    ),
    filters: [
      {
        kind: 'choice',
        key: 'resource',
        label: t('resource'),
        isSingle: true,
        options: resources.map((value) => ({ value, label: resourceTitle(value) })),
      },
    ],
    events: ['export'],
    canGetOne: true,
    empty: { title: t('emptyTitle'), text: t('emptyText') },
  }
}

export function Timing({ schedule }: { schedule: ExportSchedule }) {
  const { locale } = useRegion()
  return <span>{timingWords(schedule, locale)}</span>
}
