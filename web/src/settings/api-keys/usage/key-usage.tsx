import { USAGE_DAYS } from '@groundwork/contract/platform/api-keys.ts'
import { SegmentedControl, Skeleton } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { useRegion } from '#ui/format/region.tsx'
import { useApiKeyUsage } from '../api-keys.api.ts'
import { RouteTable } from './route-table.tsx'
import { spanOf } from './span.ts'
import classes from './usage.module.css'
import { t } from './usage.text.ts'
import { UsageTiles } from './usage-tiles.tsx'

// What draws charts is larger than the rest of the page: it comes when there is something to draw.
const UsageCharts = lazy(async () => ({ default: (await import('./usage-charts.tsx')).UsageCharts }))

const SPANS = ['7', '30', '90'] as const
type Span = (typeof SPANS)[number]

/** What a key did in the days up to now. */
export function KeyUsage({ id }: { id: string }) {
  const { timeZone } = useRegion()
  const [days, setDays] = useState<Span>('30')
  const span = spanOf(Math.min(Number(days), USAGE_DAYS), timeZone)
  const byDay = useApiKeyUsage(id, span, 'day')
  const byRoute = useApiKeyUsage(id, span, 'route')
  const error = byDay.error ?? byRoute.error
  return (
    <section aria-label={t('title')}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('title')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('span')}
          value={days}
          onChange={setDays}
          data={SPANS.map((value) => ({ value, label: t(`days_${value}`) }))}
        />
      </div>
      {byDay.data && byRoute.data ? (
        byDay.data.total.requests === 0 ? (
          <Empty icon={IconChartBar} title={t('none')} text={t('noneText')} />
        ) : (
          <>
            <UsageTiles total={byDay.data.total} />
            <Suspense fallback={<Skeleton h={420} radius={8} />}>
              <UsageCharts usage={byDay.data} />
            </Suspense>
            <RouteTable rows={byRoute.data.rows} />
          </>
        )
      ) : error ? (
        <Failure
          text={sentenceOf(error)}
          requestId={requestIdOf(error)}
          onRetry={() => void Promise.all([byDay.refetch(), byRoute.refetch()])}
        />
      ) : (
        <Skeleton h={420} mt="md" radius={8} aria-busy />
      )}
    </section>
  )
}
