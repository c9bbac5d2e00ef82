import { useNavigate, useParams } from '@tanstack/react-router'
import { toast } from '#ui/toast.tsx'
import { useOwnForm } from '../custom-fields/custom-form.ts'
import { RecordGate } from '../detail/record-gate.tsx'
import { t } from '../kit.text.ts'
import { PageBody } from '../page/page-body.tsx'
import { PageHeader } from '../page/page-header.tsx'
import { type BaseRecord, type Resource, recordHref } from '../resource/resource.ts'
import { useRefresh } from '../resource/use-writes.ts'
import { ConflictBar } from './conflict-bar.tsx'
import type { FormView } from './form-view.ts'
import { RecordForm } from './record-form.tsx'
import { useEditing } from './use-editing.ts'

interface EditPageProps<T extends BaseRecord> {
  resource: Resource<T>
  view: FormView
}

export function EditPage<T extends BaseRecord>({ resource, view: whole }: EditPageProps<T>) {
  const id = String(useParams({ strict: false })['id'])
  const view = useOwnForm(resource.name, whole)
  return (
    <RecordGate resource={resource} id={id}>
      {(record) => view && <EditForm key={record.id} resource={resource} view={view} opened={record} />}
    </RecordGate>
  )
}

function EditForm<T extends BaseRecord>({ resource, view, opened }: EditPageProps<T> & { opened: T }) {
  const navigate = useNavigate()
  const refresh = useRefresh(resource)
  const { record, base, isBusy, problem, save, conflict } = useEditing(resource, view, opened)
  const name = resource.titleOf(base)
  const leave = () => navigate({ to: recordHref(resource, base.id), replace: true })
  const finish = async (saving: Promise<T>) => {
    const saved = await saving
    if (saved !== base) toast({ message: t('savedOne', { name: resource.titleOf(saved) }) })
    await leave()
  }
  const handleDrop = () =>
    record.attempt(async () => {
      await refresh()
      await leave()
    })
  return (
    <>
      <PageHeader title={t('editTitle', { name })} />
      <PageBody>
        {conflict && (
          <ConflictBar
            key={conflict.version}
            name={name}
            collisions={conflict.collisions}
            view={view}
            onApply={(keepMine) => void record.attempt(() => finish(conflict.resolve(keepMine)))}
            onLeave={() => void handleDrop()}
          />
        )}
        <RecordForm
          view={view}
          record={record}
          submitLabel={t('saveChanges')}
          onSave={() => finish(save())}
          onCancel={() => void leave()}
          state={{ isBusy, problem, exceptId: base.id }}
        />
      </PageBody>
    </>
  )
}
