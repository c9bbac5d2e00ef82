import { IconHome2 } from '@tabler/icons-react'
import type { PageEntry } from '#kit/page/page-entry.ts'
import { wastePages } from '#modules/waste/waste.pages.ts'
import { officePages } from '#office/office.pages.ts'
import { settingsPages } from '#settings/settings.pages.ts'

/** Every page inside the frame. A new area adds its own list here, and nothing else. */
export const PAGES: PageEntry[] = [
  {
    path: '/',
    title: 'Home',
    load: async () => (await import('./home/home-page.tsx')).HomePage,
    nav: { group: 'home', icon: IconHome2, onPhoneBar: true },
    keywords: 'start dashboard checklist',
  },
  {
    path: '/notifications',
    title: 'Notifications',
    load: async () => (await import('./notifications/notifications-page.tsx')).NotificationsPage,
  },
  ...officePages,
  ...wastePages,
  ...settingsPages,
]

/** Reached without being signed in. */
export const PUBLIC_PAGES: PageEntry[] = [
  { path: '/sign-in', title: 'Sign in', load: async () => (await import('./session/sign-in-page.tsx')).SignInPage },
  {
    path: '/sign-in/sso',
    title: 'Single sign-on',
    load: async () => (await import('./session/single-sign-on-page.tsx')).SingleSignOnPage,
  },
  {
    path: '/sign-in/callback',
    title: 'Signing in',
    load: async () => (await import('./session/provider-callback-page.tsx')).ProviderCallbackPage,
  },
  { path: '/sign-up', title: 'Sign up', load: async () => (await import('./session/sign-up-page.tsx')).SignUpPage },
  {
    path: '/forgot-password',
    title: 'Forgot password',
    load: async () => (await import('./session/forgot-password-page.tsx')).ForgotPasswordPage,
  },
  {
    path: '/reset-password',
    title: 'New password',
    load: async () => (await import('./session/reset-password-page.tsx')).ResetPasswordPage,
  },
  {
    path: '/verify-email',
    title: 'Verify e-mail',
    load: async () => (await import('./session/verify-email-page.tsx')).VerifyEmailPage,
  },
  {
    path: '/invitation',
    title: 'Accept invitation',
    load: async () => (await import('./session/accept-invitation-page.tsx')).AcceptInvitationPage,
  },
  {
    path: '/exports/file',
    title: 'Download a file',
    load: async () => (await import('./session/export-file-page.tsx')).ExportFilePage,
  },
  {
    path: '/unsubscribe',
    title: 'Unsubscribe',
    load: async () => (await import('./session/unsubscribe-page.tsx')).UnsubscribePage,
  },
]
