import { t } from '../text/ui.text.ts'
import { useRegion } from './region.tsx'

interface MoneyProps {
  amountCents: number | null
  currency?: string
}

export function Money({ amountCents, currency }: MoneyProps) {
  const region = useRegion()
  if (amountCents === null) return <span>{t('none')}</span>
  const format = new Intl.NumberFormat(region.locale, { style: 'currency', currency: currency ?? region.currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return <span className="tabular">{format.format(amountCents / 10 ** digits)}</span>
}

interface QuantityProps {
  value: number | string | null
  unit?: string
  digits?: number
}

/** A number with its unit. Decimals arrive as text, so that none gets lost on the way. */
export function Quantity({ value, unit, digits = 2 }: QuantityProps) {
  const region = useRegion()
  if (value === null) return <span>{t('none')}</span>
  const text = Number(value).toLocaleString(region.locale, { maximumFractionDigits: digits })
  return <span className="tabular">{unit ? `${text}\u00a0${unit}` : text}</span>
}
