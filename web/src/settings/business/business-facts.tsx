import type { Tenant } from '@groundwork/contract/platform/tenants.ts'
import { Text } from '@mantine/core'
import { Facts } from '#ui/facts.tsx'
import { t } from './business.text.ts'
import { moduleWord } from './business-form.tsx'
import { DAYS, toWeek } from './business-hours.ts'

/** For those who may see the settings and not change them. */
export function BusinessFacts({ tenant }: { tenant: Tenant }) {
  const {
    businessName,
    businessType,
    industry,
    contactPhone,
    contactEmail,
    address,
    timeZone,
    currency,
    locale,
    modules,
  } = tenant
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t('readOnly')}
      </Text>
      <Facts
        facts={[
          { label: t('groupWho'), value: [tenant.name, businessName].filter(Boolean).join(', ') },
          { label: t('kind'), value: [businessType, industry].filter(Boolean).join(', ') || null },
          { label: t('groupReach'), value: [contactPhone, contactEmail].filter(Boolean).join(', ') || null },
          {
            label: t('address'),
            value:
              Object.values(address ?? {})
                .filter(Boolean)
                .join(', ') || null,
          },
          { label: t('groupHours'), value: hoursOf(tenant) },
          { label: t('groupRegion'), value: [timeZone, currency, locale].join(', ') },
          { label: t('groupModules'), value: modules.map(moduleWord).join(', ') || t('noModules') },
        ]}
      />
    </>
  )
}

function hoursOf({ businessHours }: Tenant): string | null {
  const week = toWeek(businessHours)
  const lines = DAYS.filter((day) => week[day].length > 0).map(
    (day) => `${t(day)} ${week[day].map(({ opens, closes }) => `${opens}–${closes}`).join(', ')}`,
  )
  return lines.join(' · ') || null
}
