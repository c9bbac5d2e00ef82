import { ButtonLink } from '#kit/page/links.tsx'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { ImportTabs } from '../import-tabs.tsx'
import { useImportable } from '../importable.ts'
import { MappingDetail } from './mapping-detail.tsx'
import { mappingRegister } from './mapping-register.tsx'
import { t } from './mappings.text.ts'

export function MappingListPage() {
  const resources = useImportable()
  return (
    <RegisterPage
      view={mappingRegister(resources)}
      title={t('title')}
      emptyAction={<ButtonLink to="/imports/new">{t('newImport')}</ButtonLink>}
      detail={(mapping) => <MappingDetail mapping={mapping} />}
    >
      <ImportTabs />
    </RegisterPage>
  )
}
