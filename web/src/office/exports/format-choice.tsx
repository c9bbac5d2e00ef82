import { EXPORT_FORMATS, type ExportFormat } from '@groundwork/contract/office/exports.ts'
import { Radio, SimpleGrid } from '@mantine/core'
import { t } from './exports.text.ts'

interface FormatChoiceProps {
  value: ExportFormat
  onChange: (format: ExportFormat) => void
}

export function FormatChoice({ value, onChange }: FormatChoiceProps) {
  const handleChange = (chosen: string) => {
    const format = EXPORT_FORMATS.find((one) => one === chosen)
    if (format) onChange(format)
  }
  return (
    <Radio.Group label={t('format')} value={value} onChange={handleChange}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs" mt="xs">
        {EXPORT_FORMATS.map((format) => (
          <Radio key={format} value={format} label={t(`format_${format}`)} description={t(`format_${format}_text`)} />
        ))}
      </SimpleGrid>
    </Radio.Group>
  )
}
