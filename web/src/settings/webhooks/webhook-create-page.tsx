import { useNavigate } from '@tanstack/react-router'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { SecretReady } from './secret-ready.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { useCreateWebhook } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

/** First the form, then the secret: both on one page, so that going back cannot bring the secret up again. */
export function WebhookCreatePage() {
  const create = useCreateWebhook()
  const navigate = useNavigate()
  const leave = (to: string) => void navigate({ to, replace: true })
  const made = create.data
  return (
    <>
      <PageHeader title={t('createTitle')} />
      <PageBody>
        {made ? (
          <SecretReady
            title={t('secretTitle')}
            secret={made.secret}
            doneLabel={t('keptIt')}
            onDone={() => leave(`/settings/webhooks/${made.id}`)}
          />
        ) : (
          <WebhookForm
            submitLabel={t('create')}
            isBusy={create.isPending}
            error={create.error}
            onSubmit={(body, onError) => create.mutate(body, { onError })}
            onCancel={() => leave('/settings/webhooks')}
          />
        )}
      </PageBody>
    </>
  )
}
