import type { ApiKey } from '@groundwork/contract/platform/api-keys.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { etagOf } from '#kit/api/etags.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { toast } from '#ui/toast.tsx'
import { ApiKeyForm } from './api-key-form.tsx'
import { ApiKeyGate } from './api-key-gate.tsx'
import { useChangeApiKey } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'

export function ApiKeyEditPage() {
  return <ApiKeyGate>{(apiKey) => <Editor apiKey={apiKey} />}</ApiKeyGate>
}

function Editor({ apiKey }: { apiKey: ApiKey }) {
  // Of the version the form was opened with: somebody else's change meanwhile must not be lost.
  const [etag] = useState(() => etagOf(apiKey))
  const change = useChangeApiKey(apiKey.id, etag)
  const navigate = useNavigate()
  const leave = () => void navigate({ to: `/settings/api-keys/${apiKey.id}`, replace: true })
  const handleSaved = () => {
    toast({ message: t('saved') })
    leave()
  }
  return (
    <>
      <PageHeader title={t('editTitle', { name: apiKey.name })} />
      <PageBody>
        <ApiKeyForm
          apiKey={apiKey}
          submitLabel={t('save')}
          isBusy={change.isPending}
          error={change.error}
          onSubmit={({ mode: _, ...body }, onError) => change.mutate(body, { onSuccess: handleSaved, onError })}
          onCancel={leave}
        />
      </PageBody>
    </>
  )
}
