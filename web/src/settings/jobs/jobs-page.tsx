import { RegisterPage } from '#kit/register/register-page.tsx'
import { JobDetail } from './job-detail.tsx'
import { jobRegister } from './job-register.tsx'
import { JobSummaryTiles } from './job-summary.tsx'
import { t } from './jobs.text.ts'

export function JobsPage() {
  return (
    <RegisterPage view={jobRegister} title={t('title')} detail={(job) => <JobDetail job={job} />}>
      <JobSummaryTiles />
    </RegisterPage>
  )
}
