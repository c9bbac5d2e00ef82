import { MODULES } from '@groundwork/contract/platform/identity.ts'
import { UpdateTenant } from '@groundwork/contract/platform/tenants.ts'
import type { FormView } from '#kit/form/form-view.ts'
import { t } from './business.text.ts'
import { BusinessHoursInput } from './business-hours-input.tsx'
import { ModulesInput } from './modules-input.tsx'
import { CurrencyInput, LocaleInput, TimeZoneInput } from './region-inputs.tsx'

/** What a business cannot be without; the API lets a change leave them out. */
const NEEDED = { name: true, timeZone: true, currency: true, locale: true } as const
const Settings = UpdateTenant.required(NEEDED)

export const businessForm: FormView = {
  create: Settings,
  update: UpdateTenant,
  groups: [
    {
      title: t('groupWho'),
      text: t('groupWhoText'),
      rows: ['name', 'businessName', ['businessType', 'industry'], 'description'],
    },
    { title: t('groupReach'), rows: [['contactPhone', 'contactEmail'], 'address'] },
    { title: t('groupHours'), rows: ['businessHours'] },
    { title: t('groupRegion'), text: t('groupRegionText'), rows: ['timeZone', ['currency', 'locale']] },
    { title: t('groupModules'), text: t('groupModulesText'), rows: ['modules'] },
  ],
  wordOf: (path, value) => (path === 'modules' ? moduleWord(value) : value),
  inputs: {
    businessHours: BusinessHoursInput,
    modules: ModulesInput,
    timeZone: TimeZoneInput,
    currency: CurrencyInput,
    locale: LocaleInput,
  },
}

export function moduleWord(module: string): string {
  const known = MODULES.find((name) => name === module)
  return known ? t(`module_${known}`) : module
}
