import { NO_ROWS, toCel } from '@groundwork/contract/office/automation-conditions.ts'
import type { VocabularyField } from '@groundwork/contract/office/automations.ts'
import { Input, SegmentedControl, Text, Textarea } from '@mantine/core'
import { t } from './automations.text.ts'
import { ConditionGroupInput } from './condition-group.tsx'
import type { Draft } from './draft.ts'
import classes from './editor.module.css'

interface ConditionEditorProps {
  draft: Draft
  fields: readonly VocabularyField[]
  error: string | undefined
  onChange: (change: Pick<Draft, 'rows' | 'cel'>) => void
}

/** Rows to choose from, or the expression they stand for, written by hand. */
export function ConditionEditor({ draft: { rows, cel }, fields, error, onChange }: ConditionEditorProps) {
  const written = rows ? toCel(rows) : cel
  const handleMode = (mode: string) =>
    onChange(mode === 'cel' ? { rows: null, cel: written } : { rows: NO_ROWS, cel: '' })
  return (
    <>
      <SegmentedControl
        aria-label={t('mode')}
        size="xs"
        mb="sm"
        data={[
          { value: 'rows', label: t('rowsMode') },
          { value: 'cel', label: t('celMode') },
        ]}
        value={rows ? 'rows' : 'cel'}
        onChange={handleMode}
      />
      {rows ? (
        <>
          <ConditionGroupInput group={rows} fields={fields} onChange={(changed) => onChange({ rows: changed, cel })} />
          {written !== '' && (
            <details className={classes.details}>
              <summary>{t('asExpression')}</summary>
              <code>{written}</code>
            </details>
          )}
          {error && <Input.Error mt="xs">{error}</Input.Error>}
        </>
      ) : (
        <>
          <Textarea
            label={t('expression')}
            description={t('expressionHelp')}
            autosize
            minRows={3}
            maxLength={2_000}
            spellCheck={false}
            value={cel}
            error={error}
            onChange={(event) => onChange({ rows: null, cel: event.currentTarget.value })}
            classNames={{ input: classes.code ?? '' }}
          />
          <Text size="xs" c="var(--gw-ink-2)" mt={4}>
            {t('loseRows')}
          </Text>
        </>
      )}
    </>
  )
}
