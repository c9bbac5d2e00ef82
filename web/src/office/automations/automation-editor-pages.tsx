import type { Automation } from '@groundwork/contract/office/automations.ts'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { RecordGate } from '#kit/detail/record-gate.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { recordHref } from '#kit/resource/resource.ts'
import { useChange, useCreate } from '#kit/resource/use-writes.ts'
import { useMe } from '#kit/session/session.ts'
import { Failure } from '#ui/failure.tsx'
import { toast } from '#ui/toast.tsx'
import { AutomationEditor } from './automation-editor.tsx'
import { useVocabulary } from './automations.api.ts'
import { automations } from './automations.resource.ts'
import { t } from './automations.text.ts'
import { type Draft, EMPTY_DRAFT, toBody, toDraft } from './draft.ts'
import { recipeDraft } from './recipes.ts'

export function AutomationCreatePage() {
  const me = useMe()
  const { state } = useUrlState()
  const create = useCreate(automations)
  const [initial] = useState(() => recipeDraft(state['recipe'], me.user.email) ?? EMPTY_DRAFT)
  const save = (draft: Draft, activation: 'active' | undefined) =>
    create.mutateAsync({ ...toBody(draft), state: activation ?? 'paused' })
  return <EditorPage title={t('newTitle')} initial={initial} writing={create} save={save} backTo={automations.href} />
}

export function AutomationEditPage() {
  const id = String(useParams({ strict: false })['id'])
  return (
    <RecordGate resource={automations} id={id}>
      {(automation) => <Edit key={automation.id} opened={automation} />}
    </RecordGate>
  )
}

function Edit({ opened }: { opened: Automation }) {
  const [base] = useState(opened)
  const [initial] = useState(() => toDraft(opened))
  const change = useChange(automations)
  const save = (draft: Draft, activation: 'active' | undefined) =>
    change.mutateAsync({ base, body: { ...toBody(draft), ...(activation ? { state: activation } : {}) } })
  const title = t('editTitle', { name: base.name })
  return (
    <EditorPage
      title={title}
      initial={initial}
      writing={change}
      save={save}
      backTo={recordHref(automations, base.id)}
    />
  )
}

interface EditorPageProps {
  title: string
  initial: Draft
  writing: { isPending: boolean; error: unknown }
  save: (draft: Draft, activation: 'active' | undefined) => Promise<Automation>
  backTo: string
}

function EditorPage({ title, initial, writing, save, backTo }: EditorPageProps) {
  const navigate = useNavigate()
  const { data: vocabulary, error, refetch } = useVocabulary()
  const handleSave = async (draft: Draft, activation: 'active' | undefined) => {
    const saved = await save(draft, activation)
    toast({ message: t('saved', { name: saved.name }) })
    await navigate({ to: recordHref(automations, saved.id), replace: true })
  }
  return (
    <>
      <PageHeader title={title} />
      {error && !vocabulary && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {vocabulary && (
        <AutomationEditor
          initial={initial}
          vocabulary={vocabulary}
          isBusy={writing.isPending}
          problem={writing.error}
          onSave={handleSave}
          onCancel={() => void navigate({ to: backTo })}
        />
      )}
    </>
  )
}
