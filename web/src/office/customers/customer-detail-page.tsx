import type { Customer } from '@groundwork/contract/office/customers.ts'
import { DetailPage } from '#kit/detail/detail-page.tsx'
import type { DetailTab, DetailView } from '#kit/detail/detail-view.ts'
import { useMay, useMe } from '#kit/session/session.ts'
import { TagList } from '#kit/tags/tag-list.tsx'
import type { Fact } from '#ui/facts.tsx'
import { useRegion } from '#ui/format/region.tsx'
import { formatDay } from '#ui/format/when.tsx'
import { customerTabs } from '../customer-tabs.ts'
import { CustomerMessages } from '../messages/customer-messages.tsx'
import { t as messageText } from '../messages/messages.text.ts'
import { ContactList } from './contact-list.tsx'
import { customerForm } from './customer-form.tsx'
import { kindWord } from './customer-words.ts'
import { formatAddress } from './customers.api.ts'
import { customers } from './customers.resource.ts'
import { t } from './customers.text.ts'

const contactsTab: DetailTab<Customer> = {
  key: 'contacts',
  label: t('contacts'),
  field: 'contacts',
  content: ({ contacts }) => <ContactList contacts={contacts} />,
}

const messagesTab: DetailTab<Customer> = {
  key: 'messages',
  label: messageText('ofCustomer'),
  content: (customer) => <CustomerMessages customer={customer} />,
}

/** Modules bring tabs of their own (see office/customer-tabs.ts): the office does not know what a bin is. */
export function CustomerDetailPage() {
  const me = useMe()
  const maySeeMessages = useMay()('office.messages.read')
  const fromModules = customerTabs.filter(
    ({ module, permission }) => me.tenant.modules.includes(module) && me.permissions.includes(permission),
  )
  const view: DetailView<Customer> = {
    resource: customers,
    form: customerForm,
    facts,
    tabs: [...fromModules, ...(maySeeMessages ? [messagesTab] : []), contactsTab],
  }
  return <DetailPage view={view} />
}

function facts(customer: Customer): Fact[] {
  const { serviceAddress, billingAddress } = customer
  return [
    { label: t('kind'), value: kindWord(customer.kind) },
    {
      field: 'phone',
      label: t('phone'),
      value: customer.phone && <a href={`tel:${customer.phone}`}>{customer.phone}</a>,
    },
    {
      field: 'email',
      label: t('email'),
      value: customer.email && <a href={`mailto:${customer.email}`}>{customer.email}</a>,
    },
    { field: 'serviceAddress', label: t('address'), value: serviceAddress && formatAddress(serviceAddress) },
    {
      field: 'billingAddress',
      label: t('billing'),
      value: billingAddress ? formatAddress(billingAddress) : t('sameAsService'),
    },
    { field: 'taxId', label: t('taxId'), value: customer.taxId },
    { field: 'language', label: t('language'), value: customer.language },
    { field: 'notificationPreferences', label: t('notifications'), value: notificationWords(customer) },
    {
      field: 'consentSource',
      label: t('consent'),
      value: customer.consentSource && <Consent source={customer.consentSource} at={customer.consentAt} />,
    },
    { field: 'tags', label: t('tags'), value: customer.tags.length > 0 ? <TagList tags={customer.tags} wrap /> : null },
    {
      field: 'notes',
      label: t('notes'),
      value: customer.notes && <span style={{ whiteSpace: 'pre-wrap' }}>{customer.notes}</span>,
    },
  ]
}

function notificationWords({ notificationPreferences: { email, sms, push } }: Customer): string {
  const chosen = [email && t('mail'), sms && t('sms'), push && t('push')].filter(Boolean)
  return chosen.length > 0 ? chosen.join(', ') : t('none')
}

function Consent({ source, at }: { source: string; at: string | null }) {
  const region = useRegion()
  return at ? t('consentFrom', { source, date: formatDay(at, region) }) : source
}
