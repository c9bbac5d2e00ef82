import { Select } from '@mantine/core'
import type { CustomInputProps } from '#kit/form/form-view.ts'
import { fromContract } from '#ui/text/text.ts'
import { currencyOptions, localeOptions, timeZones } from '../regions.ts'

interface RegionSelectProps extends CustomInputProps {
  data: string[] | { value: string; label: string }[]
}

function RegionSelect({ spec, form, data }: RegionSelectProps) {
  return (
    <Select
      label={fromContract(spec.label)}
      data={data}
      searchable
      allowDeselect={false}
      checkIconPosition="right"
      data-path={spec.path}
      aria-required
      {...form.getInputProps(spec.path)}
    />
  )
}

export function TimeZoneInput(props: CustomInputProps) {
  return <RegionSelect {...props} data={timeZones(heldText(props))} />
}

export function CurrencyInput(props: CustomInputProps) {
  return <RegionSelect {...props} data={currencyOptions()} />
}

export function LocaleInput(props: CustomInputProps) {
  return <RegionSelect {...props} data={localeOptions(heldText(props))} />
}

function heldText({ spec, form }: CustomInputProps): string {
  return String(form.values[spec.path] ?? '')
}
