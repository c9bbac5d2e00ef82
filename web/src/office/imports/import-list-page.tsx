import { IconUpload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { ButtonLink } from '#kit/page/links.tsx'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { importRegister } from './import-register.tsx'
import { ImportTabs } from './import-tabs.tsx'
import { useImportable } from './importable.ts'
import { t } from './imports.text.ts'

const NEW = '/imports/new'

export function ImportListPage() {
  const resources = useImportable()
  const navigate = useNavigate()
  const action = (
    <ButtonLink to={NEW} leftSection={<IconUpload size={16} stroke={2} aria-hidden />}>
      {t('newImport')}
    </ButtonLink>
  )
  return (
    <RegisterPage
      view={importRegister(resources)}
      title={t('title')}
      action={resources.length > 0 && action}
      onNew={() => void navigate({ to: NEW })}
    >
      <ImportTabs />
    </RegisterPage>
  )
}
