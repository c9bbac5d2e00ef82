import { useNavigate } from '@tanstack/react-router'
import { toast } from '#ui/toast.tsx'
import { useOwnForm } from '../custom-fields/custom-form.ts'
import { t } from '../kit.text.ts'
import { PageBody } from '../page/page-body.tsx'
import { PageHeader } from '../page/page-header.tsx'
import { useUrlState } from '../page/url-state.ts'
import { type BaseRecord, type Resource, recordHref } from '../resource/resource.ts'
import { useCreate } from '../resource/use-writes.ts'
import { useFieldRights } from '../session/field-rights.ts'
import { fromValues, type Values } from './form-values.ts'
import type { FormView } from './form-view.ts'
import { RecordForm } from './record-form.tsx'
import { useRecordForm } from './use-record-form.ts'

interface CreatePageProps<T extends BaseRecord> {
  resource: Resource<T>
  view: FormView
  /** What is known already; fields named in the address are taken from there too. */
  initial?: Values
}

export function CreatePage<T extends BaseRecord>({ view: whole, ...props }: CreatePageProps<T>) {
  const view = useOwnForm(props.resource.name, whole)
  return view ? <CreateForm {...props} view={view} /> : null
}

function CreateForm<T extends BaseRecord>({ resource, view, initial }: CreatePageProps<T>) {
  const create = useCreate(resource)
  const navigate = useNavigate()
  const { state } = useUrlState()
  const { isWritable } = useFieldRights(resource.name)
  const record = useRecordForm(view, { ...initial, ...state }, isWritable)
  const handleSave = async () => {
    const created = await create.mutateAsync(fromValues(record.fields, record.form.values))
    toast({ message: t('createdOne', { name: resource.titleOf(created) }) })
    await navigate({ to: recordHref(resource, created.id), replace: true })
  }
  return (
    <>
      <PageHeader title={t('createTitle', { one: resource.one })} />
      <PageBody>
        <RecordForm
          view={view}
          record={record}
          submitLabel={t('create', { one: resource.one })}
          onSave={handleSave}
          onCancel={() => void navigate({ to: resource.href })}
          state={{ isBusy: create.isPending, problem: create.error }}
        />
      </PageBody>
    </>
  )
}
