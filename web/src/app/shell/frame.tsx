import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { JobWatcher } from '#kit/jobs/job-watcher.tsx'
import { StepUpDialog } from '#settings/step-up/step-up-dialog.tsx'
import { t } from '../app.text.ts'
import { Palette } from '../palette/palette.tsx'
import { LetInBanner } from '../support/let-in-banner.tsx'
import { SupportBanner } from '../support/support-banner.tsx'
import classes from './frame.module.css'
import { OfflineBanner } from './offline-banner.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { Sidebar } from './sidebar.tsx'
import { Topbar } from './topbar.tsx'
import { useFrameEffects } from './use-frame-effects.ts'
import { ViewAsBanner } from './view-as-banner.tsx'

/** What stands around every page: navigation left (below on phones), the bar above, the page in the middle. */
export function Frame({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useLocalStorage<boolean | null>({
    key: 'gw-nav-collapsed',
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  // Upright on a tablet, the words would leave the page too little; whoever chose otherwise keeps their choice.
  const isNarrow = useMediaQuery('(max-width: 61.99em)', undefined, { getInitialValueInEffect: false })
  const isCollapsed = choice ?? Boolean(isNarrow)
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false })
  useFrameEffects()
  return (
    <div className={classes.frame} data-collapsed={isCollapsed}>
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      {!isPhone && <Sidebar isCollapsed={isCollapsed} onToggle={() => setChoice(!isCollapsed)} />}
      <div className={classes.main}>
        <Topbar isPhone={Boolean(isPhone)} />
        <OfflineBanner />
        <SupportBanner />
        <LetInBanner />
        <ViewAsBanner />
        <main id="content" className={classes.content} tabIndex={-1}>
          {children}
        </main>
      </div>
      {isPhone && <PhoneBar />}
      <Palette />
      <StepUpDialog />
      <JobWatcher />
    </div>
  )
}
