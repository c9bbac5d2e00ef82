import type { Import } from '@groundwork/contract/office/imports.ts'
import { t } from './imports.text.ts'
import classes from './preview-table.module.css'

/** The first rows as they stand in the file, for those who want to see for themselves. */
export function PreviewTable({ record: { columns, preview } }: { record: Import }) {
  if (preview.length === 0) return null
  return (
    <details className={classes.preview}>
      <summary className={classes.summary}>{t('preview')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('preview')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" className={`${classes.cell} ${classes.head}`}>
                {t('errorRow')}
              </th>
              {columns.map(({ header }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have the same name; their place tells them apart
                <th key={index} scope="col" className={`${classes.cell} ${classes.head}`}>
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.map(({ row, cells }) => (
              <tr key={row}>
                <td className={classes.cell}>{row}</td>
                {columns.map((_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={index} className={classes.cell}>
                    {cells[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
