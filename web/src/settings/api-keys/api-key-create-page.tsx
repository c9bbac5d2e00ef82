import { useNavigate } from '@tanstack/react-router'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { ApiKeyForm } from './api-key-form.tsx'
import { useCreateApiKey } from './api-keys.api.ts'
import { t } from './api-keys.text.ts'
import { KeyReady } from './key-ready.tsx'

/** First the form, then the key: both on one page, so that going back cannot bring the key up again. */
export function ApiKeyCreatePage() {
  const create = useCreateApiKey()
  const navigate = useNavigate()
  const leave = () => void navigate({ to: '/settings/api-keys', replace: true })
  return (
    <>
      <PageHeader title={t('makeTitle')} />
      <PageBody>
        {create.data ? (
          <KeyReady created={create.data} onDone={leave} />
        ) : (
          <ApiKeyForm
            submitLabel={t('make')}
            isBusy={create.isPending}
            error={create.error}
            onSubmit={(body, onError) => create.mutate(body, { onError })}
            onCancel={leave}
          />
        )}
      </PageBody>
    </>
  )
}
