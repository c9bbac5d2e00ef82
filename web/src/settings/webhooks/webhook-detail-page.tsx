import type { Webhook } from '@groundwork/contract/platform/webhooks.ts'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { DeliveryDetail } from './delivery-detail.tsx'
import { deliveryRegister } from './delivery-register.tsx'
import { WebhookActions } from './webhook-actions.tsx'
import { WebhookFacts } from './webhook-facts.tsx'
import { WebhookGate } from './webhook-gate.tsx'
import { WebhookNotice } from './webhook-notice.tsx'
import { webhookName } from './webhook-status.tsx'
import classes from './webhooks.module.css'

/** How one webhook is doing, what can be done about it, and everything it sent. */
export function WebhookDetailPage() {
  return <WebhookGate>{(webhook) => <Loaded webhook={webhook} />}</WebhookGate>
}

function Loaded({ webhook }: { webhook: Webhook }) {
  return (
    <RegisterPage
      view={deliveryRegister(webhook)}
      title={webhookName(webhook)}
      action={<WebhookActions webhook={webhook} />}
      detail={(delivery) => <DeliveryDetail webhook={webhook} delivery={delivery} />}
    >
      <div className={classes.head}>
        <WebhookNotice webhook={webhook} />
        <WebhookFacts webhook={webhook} />
      </div>
    </RegisterPage>
  )
}
