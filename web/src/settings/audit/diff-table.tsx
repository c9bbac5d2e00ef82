import type { AuditChanges } from '@groundwork/contract/platform/audit.ts'
import { formatExact } from '#ui/format/when.tsx'
import { useRegion } from '#ui/format/region.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import { t } from './audit.text.ts'
import { changeLines, fieldWords } from './change-lines.ts'
import classes from './diff-table.module.css'

/** What was, and what became of it, field by field. */
export function DiffTable({ changes }: { changes: AuditChanges }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('changes')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('after')}</th>
          </tr>
        </thead>
        <tbody>
          {changeLines(changes).map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row" title={field}>
                {fieldWords(field)}
              </th>
              <td className={classes.before}>
                <Value value={before} />
              </td>
              <td className={classes.after}>
                <Value value={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/

function Value({ value }: { value: unknown }) {
  const region = useRegion()
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return <span className={classes.nothing}>{t('nothing')}</span>
  if (typeof value === 'boolean') return value ? uiText('yes') : uiText('no')
  if (typeof value === 'number') return value.toLocaleString(region.locale, { maximumFractionDigits: 9 })
  if (typeof value === 'string') return INSTANT.test(value) ? formatExact(value, region) : value
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ')
  return <code>{JSON.stringify(value, null, 1)}</code>
}
