import type { Import } from '@groundwork/contract/office/imports.ts'
import { useRegion } from '#ui/format/region.tsx'
import classes from './count-tiles.module.css'
import { t } from './imports.text.ts'

/** What became of the rows, or would. */
export function CountTiles({ record: { created, updated, unchanged, failed } }: { record: Import }) {
  const { locale } = useRegion()
  const tiles = [
    { label: t('created'), count: created },
    { label: t('updated'), count: updated },
    { label: t('unchanged'), count: unchanged },
    { label: t('wrong'), count: failed, isWrong: failed > 0 },
  ]
  return (
    <dl className={classes.tiles}>
      {tiles.map(({ label, count, isWrong = false }) => (
        <div key={label} className={classes.tile} data-wrong={isWrong}>
          <dt>{label}</dt>
          <dd>{count.toLocaleString(locale)}</dd>
        </div>
      ))}
    </dl>
  )
}
