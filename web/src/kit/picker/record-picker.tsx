import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { t } from '../kit.text.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useList, useRecord } from '../resource/use-reads.ts'

const TYPING_MS = 200
const SHOWN = 20

interface RecordPickerProps<T extends BaseRecord> {
  resource: Resource<T>
  label: ReactNode
  value: string | null
  onChange: (id: string | null) => void
  description?: ReactNode
  error?: ReactNode
  /** Inside a popover the list opens in place, so that it does not close its own popover. */
  isInPopover?: boolean
  /** The form's path of the value, so that an error summary can lead here. */
  path?: string
}

/** Chooses one record by typing part of its name; the search is the API's, so it finds what the list finds. */
export function RecordPicker<T extends BaseRecord>({
  resource,
  label,
  value,
  onChange,
  description,
  error,
  isInPopover = false,
  path,
}: RecordPickerProps<T>) {
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), TYPING_MS)
  const chosen = useRecord(resource, value ?? '', value !== null)
  const isChosenText = chosen.data !== undefined && asked === resource.titleOf(chosen.data)
  const found = useList(resource, { search: isChosenText ? undefined : asked || undefined, limit: SHOWN, count: false })
  const options = new Map((found.data?.rows ?? []).map((record) => [record.id, resource.titleOf(record)]))
  if (chosen.data && value) options.set(value, resource.titleOf(chosen.data))
  const isMore = found.data?.pagination.hasNext === true
  return (
    <Select
      label={label}
      data-path={path}
      description={description}
      error={error}
      placeholder={t('pickerSearch')}
      searchable
      clearable
      selectFirstOptionOnChange
      value={value}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      data={[...options].map(([id, name]) => ({ value: id, label: name }))}
      // The API has searched already; searching again here would drop what it found by e-mail or phone.
      filter={({ options: all }) => all}
      nothingFoundMessage={found.isFetching ? '…' : t('pickerNothing')}
      comboboxProps={{ withinPortal: !isInPopover, ...(isMore ? { 'aria-description': t('pickerMore') } : {}) }}
      maxDropdownHeight={260}
    />
  )
}
