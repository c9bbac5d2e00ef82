import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { ButtonLink } from '#kit/page/links.tsx'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { useMay } from '#kit/session/session.ts'
import { apiKeyRegister } from './api-key-register.tsx'
import { t } from './api-keys.text.ts'

const NEW = '/settings/api-keys/new'

export function ApiKeyListPage() {
  const navigate = useNavigate()
  const mayCreate = useMay()('platform.api-keys.create')
  const make = (
    <ButtonLink to={NEW} leftSection={<IconPlus size={16} stroke={2} aria-hidden />}>
      {t('make')}
    </ButtonLink>
  )
  return (
    <RegisterPage
      view={apiKeyRegister}
      title={t('title')}
      action={mayCreate && make}
      {...(mayCreate ? { onNew: () => void navigate({ to: NEW }) } : {})}
    />
  )
}
