import { IconCloudOff } from '@tabler/icons-react'
import { useLiveState } from '#kit/live/use-live.ts'
import { t } from '../app.text.ts'
import classes from './offline-banner.module.css'

export function OfflineBanner() {
  if (useLiveState() !== 'offline') return null
  return (
    <div className={classes.banner} role="status">
      <IconCloudOff size={16} stroke={1.7} aria-hidden />
      {t('offlineBanner')}
    </div>
  )
}
