import { IconTemplate } from '@tabler/icons-react'
import { ButtonLink } from '#kit/page/links.tsx'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { useMay } from '#kit/session/session.ts'
import { MessageDetailView } from './message-detail.tsx'
import { messageRegister } from './message-register.tsx'
import { t } from './messages.text.ts'

export function MessageListPage() {
  const maySeeTemplates = useMay()('office.message-templates.read')
  return (
    <RegisterPage
      view={messageRegister}
      title={t('title')}
      action={
        maySeeTemplates && (
          <ButtonLink to="/messages/templates" variant="default" leftSection={<IconTemplate size={16} aria-hidden />}>
            {t('templates')}
          </ButtonLink>
        )
      }
      detail={(message) => <MessageDetailView key={message.id} id={message.id} />}
    />
  )
}
