import type { Import } from '@groundwork/contract/office/imports.ts'
import { Button } from '@mantine/core'
import { complain } from '#kit/api/complain.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { CountTiles } from './count-tiles.tsx'
import classes from './import-page.module.css'
import { useMoveImport } from './imports.api.ts'
import { t } from './imports.text.ts'
import { RowErrors } from './row-errors.tsx'
import { SampleChanges } from './sample-changes.tsx'

/** What the check saw. Nothing has changed yet. */
export function CheckStep({ record }: { record: Import }) {
  const { id, created, updated, failed, onError, can } = record
  const run = useMoveImport(id)
  const count = created + updated
  const isBlocked = onError === 'abort' && failed > 0
  return (
    <div className={classes.step}>
      <h2 className={classes.title}>{t('checkedTitle')}</h2>
      <p className={classes.text}>{verdictOf(record)}</p>
      <CountTiles record={record} />
      <div className={classes.actions}>
        {can.run && count > 0 && !isBlocked && (
          <Button loading={run.isPending} onClick={() => run.mutate('run', { onError: complain })}>
            {t('run', { count })}
          </Button>
        )}
        <ButtonLink variant="default" to={`/imports/${id}`} search={{ step: 'columns' }}>
          {t('changeColumns')}
        </ButtonLink>
      </div>
      {failed > 0 && <RowErrors record={record} />}
      <SampleChanges sample={record.sample} />
    </div>
  )
}

function verdictOf({ created, updated, failed, onError }: Import): string {
  if (failed > 0) return t(onError === 'abort' ? 'checkedAbort' : 'checkedSkip', { count: failed })
  return created + updated > 0 ? t('checkedClean') : t('checkedNothing')
}
