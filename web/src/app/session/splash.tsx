import { Loader } from '@mantine/core'
import { t } from '#ui/text/ui.text.ts'

export function Splash() {
  return (
    <div style={{ display: 'grid', placeItems: 'center', height: '100%' }}>
      <Loader size="sm" type="dots" aria-label={t('loading')} />
    </div>
  )
}
