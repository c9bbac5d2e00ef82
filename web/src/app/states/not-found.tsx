import { IconMapSearch } from '@tabler/icons-react'
import { ButtonLink } from '#kit/page/links.tsx'
import { usePageTitle } from '#kit/page/page-title.ts'
import { Empty } from '#ui/empty.tsx'
import { t } from '../app.text.ts'

export function NotFound() {
  usePageTitle(t('notFoundTitle'))
  return (
    <Empty isPage icon={IconMapSearch} title={t('notFoundTitle')} text={t('notFoundText')}>
      <ButtonLink variant="default" to="/">
        {t('toHome')}
      </ButtonLink>
    </Empty>
  )
}
