import '@mantine/charts/styles.css'
import type { ApiKeyUsage } from '@groundwork/contract/platform/api-keys.ts'
import { BarChart, LineChart } from '@mantine/charts'
import { useRegion } from '#ui/format/region.tsx'
import { daysOf } from './span.ts'
import classes from './usage.module.css'
import { t } from './usage.text.ts'

/** Drawn for the eye; the same figures stand in the tiles and the table. */
export function UsageCharts({ usage }: { usage: ApiKeyUsage }) {
  const { locale } = useRegion()
  const rows = new Map(usage.rows.map((row) => [row.name, row]))
  const data = daysOf(usage).map((day) => {
    const { requests = 0, clientErrors = 0, serverErrors = 0, p95Ms = null } = rows.get(day) ?? {}
    const label = new Date(day).toLocaleDateString(locale, { timeZone: 'UTC', month: 'short', day: 'numeric' })
    return { day: label, answered: requests - clientErrors - serverErrors, clientErrors, serverErrors, p95Ms }
  })
  const figure = (value: number) => value.toLocaleString(locale)
  return (
    <>
      <figure className={classes.chart}>
        <figcaption>{t('byDay')}</figcaption>
        <BarChart
          h={200}
          data={data}
          dataKey="day"
          type="stacked"
          withLegend
          legendProps={{ verticalAlign: 'bottom', height: 36 }}
          valueFormatter={figure}
          maxBarWidth={28}
          tickLine="none"
          gridColor="var(--gw-line)"
          textColor="var(--gw-ink-2)"
          xAxisProps={{ minTickGap: 24 }}
          yAxisProps={{ width: 44, allowDecimals: false, interval: 0 }}
          barProps={{ isAnimationActive: false }}
          series={[
            { name: 'answered', label: t('answered'), color: 'var(--gw-green-solid)' },
            { name: 'clientErrors', label: t('clientErrors'), color: 'var(--gw-amber-solid)' },
            { name: 'serverErrors', label: t('serverErrors'), color: 'var(--gw-red-solid)' },
          ]}
        />
      </figure>
      <figure className={classes.chart}>
        <figcaption>{t('p95ByDay')}</figcaption>
        <LineChart
          h={150}
          data={data}
          dataKey="day"
          connectNulls={false}
          curveType="linear"
          valueFormatter={(ms) => t('ms', { ms: figure(ms) })}
          tickLine="none"
          gridColor="var(--gw-line)"
          textColor="var(--gw-ink-2)"
          xAxisProps={{ minTickGap: 24 }}
          yAxisProps={{ width: 64, interval: 0 }}
          lineProps={{ isAnimationActive: false }}
          dotProps={{ r: 3 }}
          series={[{ name: 'p95Ms', label: t('p95'), color: 'var(--gw-blue-solid)' }]}
        />
      </figure>
    </>
  )
}
