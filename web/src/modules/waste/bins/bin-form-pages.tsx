import { CreatePage } from '#kit/form/create-page.tsx'
import { EditPage } from '#kit/form/edit-page.tsx'
import { binForm } from './bin-form.tsx'
import { bins } from './bins.resource.ts'

const initial = { binType: 'standard', size: 'medium', status: 'empty' }

export function BinCreatePage() {
  return <CreatePage resource={bins} view={binForm} initial={initial} />
}

export function BinEditPage() {
  return <EditPage resource={bins} view={binForm} />
}
