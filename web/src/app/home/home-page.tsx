import { PageBody } from '#kit/page/page-body.tsx'
import { usePageTitle } from '#kit/page/page-title.ts'
import { useMe } from '#kit/session/session.ts'
import { t } from '../app.text.ts'
import { Checklist } from './checklist.tsx'
import { Figures } from './figures.tsx'
import classes from './home.module.css'

const NOON = 12
const EVENING = 18

export function HomePage() {
  const { user, tenant } = useMe()
  usePageTitle(t('home'))
  return (
    <PageBody>
      <h1 className={classes.hello}>{t(greeting(tenant.timeZone), { name: user.name.split(' ')[0] ?? user.name })}</h1>
      <Figures />
      <Checklist />
    </PageBody>
  )
}

function greeting(timeZone: string) {
  const hour = Number(
    new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(new Date()),
  )
  if (hour < NOON) return 'hello_morning'
  return hour < EVENING ? 'hello_day' : 'hello_evening'
}
