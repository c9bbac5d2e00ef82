import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { ButtonLink } from '#kit/page/links.tsx'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { useMay } from '#kit/session/session.ts'
import { webhookRegister } from './webhook-register.tsx'
import { WebhookTabs } from './webhook-tabs.tsx'
import { t } from './webhooks.text.ts'

const NEW = '/settings/webhooks/new'

export function WebhookListPage() {
  const navigate = useNavigate()
  const mayCreate = useMay()('platform.webhooks.create')
  const create = (
    <ButtonLink to={NEW} leftSection={<IconPlus size={16} stroke={2} aria-hidden />}>
      {t('create')}
    </ButtonLink>
  )
  return (
    <RegisterPage
      view={webhookRegister}
      title={t('title')}
      action={mayCreate && create}
      {...(mayCreate ? { onNew: () => void navigate({ to: NEW }) } : {})}
    >
      <WebhookTabs />
    </RegisterPage>
  )
}
