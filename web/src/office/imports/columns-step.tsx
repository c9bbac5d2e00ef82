import type { Import } from '@groundwork/contract/office/imports.ts'
import { Alert, Button } from '@mantine/core'
import { useState } from 'react'
import { ApiProblem, sentenceOf } from '#kit/api/problem.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { ImportOptions } from './import-options.tsx'
import classes from './import-page.module.css'
import { type ImportSettings, settingsOf } from './import-settings.ts'
import { useChangeImport, useMoveImport } from './imports.api.ts'
import { t } from './imports.text.ts'
import { MappingTable } from './mapping-table.tsx'
import { SavedMapping } from './mappings/saved-mapping.tsx'
import { PreviewTable } from './preview-table.tsx'

/** What each column becomes and what should happen. Every choice is kept at once, so that one can leave and come back. */
export function ColumnsStep({ record }: { record: Import }) {
  const [settings, setSettings] = useState(() => settingsOf(record))
  const { patch } = useUrlState()
  const change = useChangeImport(record.id)
  const move = useMoveImport(record.id)
  const handleChange = (changes: Partial<ImportSettings>) => {
    const next = { ...settings, ...changes }
    setSettings(next)
    move.reset()
    change.mutate(next)
  }
  const handleCheck = async () => {
    // Saved once more, in turn behind what is still on its way: the check reads what stands there.
    await change.mutateAsync(settings)
    await move.mutateAsync('check')
    patch({ step: undefined }, { replace: true })
  }
  const problem = move.error ?? change.error
  return (
    <div className={classes.step}>
      {record.problem && record.state === 'uploaded' && (
        <Alert color="red" variant="light" mb="md">
          {record.problem}
        </Alert>
      )}
      <h2 className={classes.title}>{t('columnsTitle')}</h2>
      <p className={classes.text}>
        {t('columnsText', { count: record.columns.filter(({ mapsTo }) => mapsTo !== null).length })}
      </p>
      <MappingTable
        columns={record.columns}
        fields={record.fields}
        mapping={settings.mapping}
        onChange={(mapping) => handleChange({ mapping })}
      />
      <SavedMapping record={record} />
      <PreviewTable record={record} />
      <ImportOptions settings={settings} keys={record.keys} onChange={handleChange} />
      {Boolean(problem) && <Problems problem={problem} />}
      <div className={classes.actions}>
        <Button onClick={() => void handleCheck().catch(() => {})} loading={move.isPending}>
          {t('check')}
        </Button>
        <ButtonLink variant="default" to="/imports/new" search={{ resource: record.resource }}>
          {t('anotherFile')}
        </ButtonLink>
        <span className={classes.hint}>{t('checkText')}</span>
      </div>
    </div>
  )
}

function Problems({ problem }: { problem: unknown }) {
  const details = problem instanceof ApiProblem ? problem.details : []
  return (
    <Alert
      color="red"
      variant="light"
      mt="md"
      role="alert"
      title={details.length > 0 ? t('mappingIncomplete') : undefined}
    >
      {details.length === 0 && sentenceOf(problem)}
      {details.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {details.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
