import { currentLanguage } from '#ui/text/text.ts'

interface Option {
  value: string
  label: string
}

const LOCALES = [
  'en-US',
  'en-GB',
  'en-CA',
  'en-AU',
  'en-IE',
  'en-NZ',
  'en-ZA',
  'en-IN',
  'es-ES',
  'es-MX',
  'es-US',
  'fr-FR',
  'fr-CA',
  'fr-CH',
  'de-DE',
  'de-AT',
  'de-CH',
  'it-IT',
  'it-CH',
  'nl-NL',
  'nl-BE',
  'pt-BR',
  'pt-PT',
  'pl-PL',
  'cs-CZ',
  'da-DK',
  'sv-SE',
  'nb-NO',
  'fi-FI',
  'ja-JP',
]

/** Languages with their country, by their English names; `current` is always among them. */
export function localeOptions(current: string): Option[] {
  return named(withCurrent(LOCALES, current), 'language')
}

export function currencyOptions(): Option[] {
  const names = new Intl.DisplayNames([currentLanguage()], { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }))
}

export function timeZones(current: string | null): string[] {
  return withCurrent(Intl.supportedValuesOf('timeZone'), current)
}

function named(codes: string[], type: 'language'): Option[] {
  const names = new Intl.DisplayNames([currentLanguage()], { type })
  return codes.map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }))
}

function withCurrent(known: string[], current: string | null): string[] {
  return current && !known.includes(current) ? [current, ...known] : known
}
