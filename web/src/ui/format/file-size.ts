const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
// As file managers and our own limits count.
const STEP = 1024

export function fileSizeWords(bytes: number, locale: string): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(STEP)))
  const unit = UNITS[power] ?? 'byte'
  return (bytes / STEP ** power).toLocaleString(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  })
}
