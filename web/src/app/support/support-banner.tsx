import { Button } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useMe } from '#kit/session/session.ts'
import { useRegion } from '#ui/format/region.tsx'
import classes from '../shell/offline-banner.module.css'
import { useLeaveSupport } from './support.api.ts'
import { t } from './support.text.ts'
import { untilWords } from './until-words.ts'

/** Stands there for as long as somebody is in a business that is not theirs. */
export function SupportBanner() {
  const { support, tenant } = useMe()
  const region = useRegion()
  const leave = useLeaveSupport()
  if (support === null) return null
  return (
    <div className={classes.banner} role="status">
      <IconLifebuoy size={16} stroke={1.7} aria-hidden />
      <span>{t('banner', { tenant: tenant.name, until: untilWords(support.until, region) })}</span>
      <Button size="compact-xs" variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t('leave')}
      </Button>
    </div>
  )
}
