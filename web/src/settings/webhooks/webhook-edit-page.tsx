import type { Webhook } from '@groundwork/contract/platform/webhooks.ts'
import { useNavigate } from '@tanstack/react-router'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { toast } from '#ui/toast.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookGate } from './webhook-gate.tsx'
import { useChangeWebhook } from './webhooks.api.ts'
import { t } from './webhooks.text.ts'

export function WebhookEditPage() {
  return <WebhookGate>{(webhook) => <Editor webhook={webhook} />}</WebhookGate>
}

function Editor({ webhook }: { webhook: Webhook }) {
  const change = useChangeWebhook(webhook.id)
  const navigate = useNavigate()
  const leave = () => void navigate({ to: `/settings/webhooks/${webhook.id}`, replace: true })
  const handleSaved = () => {
    toast({ message: t('saved') })
    leave()
  }
  return (
    <>
      <PageHeader title={t('editTitle')} />
      <PageBody>
        <WebhookForm
          webhook={webhook}
          submitLabel={t('save')}
          isBusy={change.isPending}
          error={change.error}
          onSubmit={(body, onError) => change.mutate(body, { onSuccess: handleSaved, onError })}
          onCancel={leave}
        />
      </PageBody>
    </>
  )
}
