import type { Tenant } from '@groundwork/contract/platform/tenants.ts'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'
import { ConflictBar } from '#kit/form/conflict-bar.tsx'
import { RecordForm } from '#kit/form/record-form.tsx'
import { useEditing } from '#kit/form/use-editing.ts'
import { meQuery } from '#kit/session/session.ts'
import { toast } from '#ui/toast.tsx'
import { business } from './business.resource.ts'
import { t } from './business.text.ts'
import { businessForm } from './business-form.tsx'

interface BusinessEditorProps {
  opened: Tenant
  /** Begins anew from what the settings are now. */
  onReopen: (tenant: Tenant) => void
}

export function BusinessEditor({ opened, onReopen }: BusinessEditorProps) {
  const client = useQueryClient()
  const { record, base, isBusy, problem, save, conflict } = useEditing(business, businessForm, opened)
  const finish = async (saving: Promise<Tenant>) => {
    const saved = await saving
    toast({ message: t('saved') })
    onReopen(saved)
    // The frame shows the name, the modules, times and amounts of the business.
    await client.invalidateQueries(meQuery)
  }
  const showTheirs = () => record.attempt(async () => onReopen(await api.get<Tenant>(business.path)))
  return (
    <>
      {conflict && (
        <ConflictBar
          key={conflict.version}
          name={base.name}
          collisions={conflict.collisions}
          view={businessForm}
          onApply={(keepMine) => void record.attempt(() => finish(conflict.resolve(keepMine)))}
          onLeave={() => void showTheirs()}
        />
      )}
      <RecordForm
        view={businessForm}
        record={record}
        submitLabel={t('save')}
        onSave={() => finish(save())}
        onCancel={() => onReopen(base)}
        state={{ isBusy, problem }}
      />
    </>
  )
}
