import { CreateCustomer, UpdateCustomer } from '@groundwork/contract/office/customers.ts'
import type { FormView } from '#kit/form/form-view.ts'
import { kindWord } from './customer-words.ts'
import { t } from './customers.text.ts'
import { DuplicateHints } from './duplicate-hints.tsx'

const ONLY_FOR: Record<string, string> = { businessName: 'business', firstName: 'person', lastName: 'person' }

export const customerForm: FormView = {
  create: CreateCustomer,
  update: UpdateCustomer,
  wordOf: (_, value) => kindWord(value),
  groups: [
    { title: t('groupWho'), rows: ['kind', 'businessName', ['firstName', 'lastName'], ['email', 'phone']] },
    { title: t('contacts'), rows: ['contacts'] },
    { title: t('groupWhere'), rows: ['serviceAddress', 'billingAddress'] },
    { title: t('groupBilling'), rows: [['taxId', 'language']] },
    { title: t('groupConsent'), text: t('groupConsentText'), rows: ['notificationPreferences', 'consentSource'] },
    { title: t('groupMore'), rows: ['tags', 'notes'] },
  ],
  isShown: (path, { kind }) => ONLY_FOR[path] === undefined || ONLY_FOR[path] === kind,
  isNeeded: (path, { kind }) => path === (kind === 'person' ? 'lastName' : 'businessName'),
  hints: DuplicateHints,
}
