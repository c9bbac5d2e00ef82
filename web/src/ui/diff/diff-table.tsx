import { useRegion } from '../format/region.tsx'
import { formatExact } from '../format/when.tsx'
import { t as uiText } from '../text/ui.text.ts'
import { type Changes, changeLines, fieldWords } from './change-lines.ts'
import { t } from './diff.text.ts'
import classes from './diff-table.module.css'

interface DiffTableProps {
  changes: Changes
  /** Nothing was there before: only what is there now is shown. */
  isNew?: boolean
}

/** What was, and what became of it, field by field. */
export function DiffTable({ changes, isNew = false }: DiffTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={t('changes')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            {!isNew && <th scope="col">{t('before')}</th>}
            <th scope="col">{isNew ? t('value') : t('after')}</th>
          </tr>
        </thead>
        <tbody>
          {changeLines(changes).map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row" title={field}>
                {fieldWords(field)}
              </th>
              {!isNew && (
                <td className={classes.before}>
                  <Value value={before} />
                </td>
              )}
              <td className={classes.after}>
                <Value value={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/
const MAX_DIGITS = 9

function Value({ value }: { value: unknown }) {
  const region = useRegion()
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className={classes.nothing}>{t('nothing')}</span>
  if (typeof value === 'boolean') return value ? uiText('yes') : uiText('no')
  if (typeof value === 'number') return value.toLocaleString(region.locale, { maximumFractionDigits: MAX_DIGITS })
  if (typeof value === 'string') return INSTANT.test(value) ? formatExact(value, region) : value
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ')
  return <code>{JSON.stringify(value, null, 1)}</code>
}
