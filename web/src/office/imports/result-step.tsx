import type { Import } from '@groundwork/contract/office/imports.ts'
import { Alert, Button } from '@mantine/core'
import { complain } from '#kit/api/complain.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { resourceHref, resourceTitle } from '#kit/session/resource-words.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { useRegion } from '#ui/format/region.tsx'
import { formatDay } from '#ui/format/when.tsx'
import { CountTiles } from './count-tiles.tsx'
import classes from './import-page.module.css'
import { type ImportMove, useMoveImport } from './imports.api.ts'
import { t } from './imports.text.ts'
import { RowErrors } from './row-errors.tsx'
import { UndoResult } from './undo-result.tsx'

const TITLES = {
  stopped: 'stoppedTitle',
  finished: 'finishedTitle',
  undone: 'undoneTitle',
  undo_stopped: 'undoStoppedTitle',
} as const

/** What came of it, and the way back. */
export function ResultStep({ record }: { record: Import }) {
  const { state, problem, failed, undo } = record
  const title = state === 'stopped' || state === 'undone' || state === 'undo_stopped' ? TITLES[state] : TITLES.finished
  return (
    <div className={classes.step}>
      <h2 className={classes.title}>{t(title)}</h2>
      {problem && (
        <Alert color="red" variant="light" my="sm">
          <div>{problem}</div>
          {state === 'stopped' && <div>{t('stoppedText')}</div>}
        </Alert>
      )}
      {undo ? (
        <UndoResult undo={undo} />
      ) : (
        <div style={{ marginTop: 12 }}>
          <CountTiles record={record} />
        </div>
      )}
      <Actions record={record} />
      {failed > 0 && !undo && <RowErrors record={record} />}
    </div>
  )
}

function Actions({ record }: { record: Import }) {
  const { id, resource, state, expiresAt, can } = record
  const region = useRegion()
  const move = useMoveImport(id)
  const start = (what: ImportMove) => move.mutate(what, { onError: complain })
  const isUndoable = can.undo && Date.parse(expiresAt) > Date.now()
  return (
    <div className={classes.actions}>
      {can.run && (
        <Button loading={move.isPending} onClick={() => start('run')}>
          {t('goOn')}
        </Button>
      )}
      <ButtonLink variant={state === 'finished' ? 'filled' : 'default'} to={resourceHref(resource)}>
        {t('seeRecords', { many: resourceTitle(resource).toLowerCase() })}
      </ButtonLink>
      {isUndoable && (
        <ConfirmButton
          question={t('undoQuestion')}
          confirmLabel={t('undo')}
          position="bottom-start"
          loading={move.isPending}
          onConfirm={() => start('undo')}
        >
          {t(state === 'undo_stopped' ? 'undoAgain' : 'undo')}
        </ConfirmButton>
      )}
      {isUndoable && <span className={classes.hint}>{t('undoUntil', { day: formatDay(expiresAt, region) })}</span>}
    </div>
  )
}
