import { CreatePage } from '#kit/form/create-page.tsx'
import { EditPage } from '#kit/form/edit-page.tsx'
import { customerForm } from './customer-form.tsx'
import { customers } from './customers.resource.ts'

const initial = { kind: 'business', language: 'en' }

export function CustomerCreatePage() {
  return <CreatePage resource={customers} view={customerForm} initial={initial} />
}

export function CustomerEditPage() {
  return <EditPage resource={customers} view={customerForm} />
}
