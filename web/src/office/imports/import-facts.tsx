import type { Import } from '@groundwork/contract/office/imports.ts'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { fileSizeWords } from '#ui/format/file-size.ts'
import { useRegion } from '#ui/format/region.tsx'
import { When } from '#ui/format/when.tsx'
import classes from './import-page.module.css'
import { t } from './imports.text.ts'

/** Which file this is about. */
export function ImportFacts({ record: { fileName, sizeBytes, rows, createdBy, createdAt } }: { record: Import }) {
  const { locale } = useRegion()
  return (
    <p className={classes.facts}>
      <IconFileSpreadsheet size={16} stroke={1.6} aria-hidden />
      <strong>{fileName}</strong>
      <span>{fileSizeWords(sizeBytes, locale)}</span>
      {rows !== null && <span>{t('rowCount', { count: rows })}</span>}
      <span>
        {createdBy.name}, <When value={createdAt} />
      </span>
    </p>
  )
}
