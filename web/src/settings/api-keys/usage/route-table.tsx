import type { ApiKeyUsage } from '@groundwork/contract/platform/api-keys.ts'
import { useRegion } from '#ui/format/region.tsx'
import classes from './usage.module.css'
import { t } from './usage.text.ts'

export function RouteTable({ rows }: { rows: ApiKeyUsage['rows'] }) {
  const { locale } = useRegion()
  const figure = (value: number) => value.toLocaleString(locale)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.routes} tabIndex={0} aria-label={t('byRoute')}>
      <table>
        <caption>{t('byRoute')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('route')}</th>
            <th scope="col">{t('requests')}</th>
            <th scope="col" className={classes.narrowGone}>
              {t('clientErrors')}
            </th>
            <th scope="col">{t('serverErrors')}</th>
            <th scope="col">p95</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, requests, clientErrors, serverErrors, p95Ms }) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              <td>{figure(requests)}</td>
              <td className={classes.narrowGone}>{figure(clientErrors)}</td>
              <td>{figure(serverErrors)}</td>
              <td>{p95Ms === null ? '—' : t('ms', { ms: figure(p95Ms) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
