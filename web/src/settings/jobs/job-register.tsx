import { JOB_STATES, type Job } from '@groundwork/contract/platform/jobs.ts'
import { IconStack2 } from '@tabler/icons-react'
import type { FilterField } from '#kit/list/filter-fields.ts'
import type { RegisterView } from '#kit/register/register-view.ts'
import { When } from '#ui/format/when.tsx'
import { JobBar } from './job-bar.tsx'
import { isAtWork, JobStateBadge } from './job-state.tsx'
import { JOBS } from './jobs.api.ts'
import { t } from './jobs.text.ts'

const FILTERS: FilterField[] = [
  {
    kind: 'choice',
    key: 'state',
    label: t('state'),
    options: JOB_STATES.map((value) => ({ value, label: t(`state_${value}`) })),
  },
  { kind: 'text', key: 'name', label: t('kind') },
  { kind: 'choice', key: 'mine', label: t('whose'), isSingle: true, options: [{ value: 'true', label: t('mine') }] },
]

export const jobRegister: RegisterView<Job> = {
  path: JOBS,
  icon: IconStack2,
  many: t('many'),
  face: { title: t('job') },
  nameOf: ({ title }) => title,
  secondOf: ({ name }) => name,
  statusOf: (job) => <JobStateBadge job={job} />,
  columns: [
    { key: 'state', title: t('state'), width: 150, cell: (job) => <JobStateBadge job={job} /> },
    { key: 'progress', title: t('progress'), width: 230, cell: (job) => <JobBar job={job} /> },
    { key: 'askedBy', title: t('askedBy'), width: 160, cell: ({ askedBy }) => askedBy.name },
    {
      key: 'attempts',
      title: t('attempts'),
      width: 90,
      align: 'right',
      cell: ({ attempts, maxAttempts }) => t('attemptsOf', { attempts, max: maxAttempts }),
    },
    {
      key: 'createdAt',
      title: t('created'),
      sort: 'createdAt',
      width: 130,
      cell: ({ createdAt }) => <When value={createdAt} />,
    },
  ],
  cardOf: (job) => (
    <>
      <JobStateBadge job={job} /> {job.askedBy.name} · <When value={job.createdAt} />
    </>
  ),
  filters: FILTERS,
  defaultSort: '-createdAt',
  events: ['job'],
  isMoving: isAtWork,
  canGetOne: true,
  empty: { title: t('emptyTitle'), text: t('emptyText') },
}
