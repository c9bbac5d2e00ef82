import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { PreferencesSection } from '../notifications/preferences-section.tsx'
import { IdentitiesSection } from './identities-section.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { t } from './security.text.ts'
import { SessionsSection } from './sessions-section.tsx'
import { TotpSection } from './totp-section.tsx'

/** What belongs to the person, in whatever business they work. */
export function SecurityPage() {
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        <ProfileSection />
        <PreferencesSection />
        <PasswordSection />
        <PasskeysSection />
        <TotpSection />
        <IdentitiesSection />
        <SessionsSection />
      </PageBody>
    </>
  )
}
