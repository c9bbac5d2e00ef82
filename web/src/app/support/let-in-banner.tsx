import { IconLifebuoy } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { ButtonLink } from '#kit/page/links.tsx'
import { useMay } from '#kit/session/session.ts'
import { useOpenGrant } from '#settings/support/support.api.ts'
import { useRegion } from '#ui/format/region.tsx'
import classes from '../shell/offline-banner.module.css'
import { t } from './support.text.ts'
import { untilWords } from './until-words.ts'

const SUPPORT = '/settings/support'

/** An owner who has left the door open is told so wherever they are; the page of it says more by itself. */
export function LetInBanner() {
  const mayManage = useMay()('platform.support.manage')
  const { pathname } = useLocation()
  return mayManage && pathname !== SUPPORT ? <IfOpen /> : null
}

function IfOpen() {
  const { data: grant } = useOpenGrant()
  const region = useRegion()
  if (!grant) return null
  return (
    <div className={classes.banner} role="status">
      <IconLifebuoy size={16} stroke={1.7} aria-hidden />
      <span>{t('letIn', { until: untilWords(grant.expiresAt, region) })}</span>
      <ButtonLink size="compact-xs" variant="default" to={SUPPORT}>
        {t('see')}
      </ButtonLink>
    </div>
  )
}
