import { Alert, Button, Group, MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { ApiProblem, sentenceOf } from '#kit/api/problem.ts'
import { UnsavedGuard } from '#kit/form/unsaved-guard.tsx'
import { PageBody } from '#kit/page/page-body.tsx'
import { fromContract } from '#ui/text/text.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { ActionList } from './action-list.tsx'
import { t } from './automations.text.ts'
import { ConditionEditor } from './condition-editor.tsx'
import type { Draft } from './draft.ts'
import { DryRunPanel } from './dry-run-panel.tsx'
import classes from './editor.module.css'
import { sharedFields, type Vocabulary } from './words.ts'

interface AutomationEditorProps {
  initial: Draft
  vocabulary: Vocabulary
  isBusy: boolean
  problem: unknown
  onSave: (draft: Draft, state: 'active' | undefined) => Promise<void>
  onCancel: () => void
}

/** When, if, then: three steps under each other, and beside them what would have come of it. */
export function AutomationEditor({ initial, vocabulary, isBusy, problem, onSave, onCancel }: AutomationEditorProps) {
  const [draft, setDraft] = useState(initial)
  const isSaved = useRef(false)
  const formRef = useRef<HTMLFormElement>(null)
  const fields = sharedFields(vocabulary, draft.events)
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }))
  const errorOf = errorsOf(problem)
  const save = async (state: 'active' | undefined) => {
    isSaved.current = true
    await onSave(draft, state).catch(() => {
      isSaved.current = false
    })
  }
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    void save(undefined)
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) formRef.current?.requestSubmit()
  }
  return (
    <PageBody>
      <div className={classes.columns}>
        <form ref={formRef} onSubmit={handleSubmit} onKeyDown={handleKeyDown} noValidate>
          <fieldset disabled={isBusy} className={classes.fields}>
            <Problems problem={problem} />
            <TextInput
              label={t('name')}
              placeholder={t('nameExample')}
              value={draft.name}
              maxLength={120}
              error={errorOf('name')}
              onChange={(event) => set({ name: event.currentTarget.value })}
              mb="sm"
            />
            <TextInput
              label={t('whatFor')}
              value={draft.description}
              maxLength={500}
              error={errorOf('description')}
              onChange={(event) => set({ description: event.currentTarget.value })}
              mb="lg"
            />
            <Step title={t('stepWhen')} text={t('whenText')}>
              <MultiSelect
                aria-label={t('event')}
                placeholder={draft.events.length === 0 ? t('eventHelp') : ''}
                searchable
                data={vocabulary.events.map(({ type, summary }) => ({ value: type, label: fromContract(summary) }))}
                value={draft.events}
                error={errorOf('events')}
                onChange={(events) => set({ events })}
              />
            </Step>
            <Step title={t('stepIf')} text={t('ifText')}>
              <ConditionEditor draft={draft} fields={fields} error={errorOf('condition')} onChange={set} />
            </Step>
            <Step title={t('stepThen')} text={t('thenText')}>
              <ActionList
                draft={draft}
                vocabulary={vocabulary}
                places={fields}
                errorOf={errorOf}
                onChange={(actions) => set({ actions })}
              />
            </Step>
            <NumberInput
              label={t('maxRuns')}
              description={t('maxRunsHelp')}
              min={1}
              max={600}
              allowDecimal={false}
              w={240}
              mb="lg"
              value={draft.maxRunsPerMinute}
              error={errorOf('maxRunsPerMinute')}
              onChange={(value) => set({ maxRunsPerMinute: typeof value === 'number' ? value : 60 })}
            />
            <Group gap="xs">
              <Button loading={isBusy} onClick={() => void save('active')}>
                {t('saveActive')}
              </Button>
              <Button type="submit" variant="default">
                {t('save')}
              </Button>
              <Button variant="default" onClick={onCancel}>
                {uiText('cancel')}
              </Button>
            </Group>
          </fieldset>
        </form>
        <DryRunPanel draft={draft} />
      </div>
      <UnsavedGuard isDirty={() => !isSaved.current && draft !== initial} />
    </PageBody>
  )
}

function Step({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className={classes.step} aria-label={title}>
      <h2 className={classes.stepTitle}>{title}</h2>
      <p className={classes.stepText}>{text}</p>
      {children}
    </section>
  )
}

function Problems({ problem }: { problem: unknown }) {
  if (!problem) return null
  const details = problem instanceof ApiProblem ? problem.details : []
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      mb="lg"
      title={details.length > 0 ? t('mend', { count: details.length }) : null}
    >
      {details.length === 0 && sentenceOf(problem)}
      {details.map(({ field, message }) => (
        <div key={`${field} ${message}`}>
          <code>{field}</code>: {message}
        </div>
      ))}
    </Alert>
  )
}

/** What the server said about a place: exactly there, or, for what has no input of its own, somewhere below. */
function errorsOf(problem: unknown): (path: string) => string | undefined {
  const details = problem instanceof ApiProblem ? problem.details : []
  const isDeep = (path: string) => path === 'events' || path === 'condition' || path.endsWith('.query')
  return (path) =>
    details.find(({ field }) => field === path || (isDeep(path) && field.startsWith(`${path}.`)))?.message
}
