import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { useMe } from '#kit/session/session.ts'
import { useEndViewAs } from '#kit/session/view-as.api.ts'
import { t } from '../app.text.ts'
import classes from './offline-banner.module.css'

/** Stands there for as long as somebody looks through a role: nothing they do is saved. */
export function ViewAsBanner() {
  const { viewsAs } = useMe()
  const end = useEndViewAs()
  if (viewsAs === null) return null
  const handleEnd = () => end.mutate(undefined, { onError: complain })
  return (
    <div className={classes.banner} role="status">
      <IconEye size={16} stroke={1.7} aria-hidden />
      <span>{t('viewAsBanner', { role: viewsAs })}</span>
      <Button size="compact-xs" variant="default" loading={end.isPending} onClick={handleEnd}>
        {t('viewAsEnd')}
      </Button>
    </div>
  )
}
