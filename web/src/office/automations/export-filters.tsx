import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { parseSearch, stringifySearch } from '#kit/page/url-state.ts'
import { t } from './automations.text.ts'

interface ExportFiltersProps {
  query: Record<string, string>
  error: string | undefined
  onChange: (query: Record<string, string>) => void
}

/** The list's filters, search and sort, written as the address of the list has them: there they can be copied from. */
export function ExportFilters({ query, error, onChange }: ExportFiltersProps) {
  // As it is typed: half a word is no filter yet, and must not vanish under the fingers.
  const [typed, setTyped] = useState(() => stringifySearch(query).slice(1))
  const handleChange = (text: string) => {
    setTyped(text)
    onChange(parseSearch(text.replace(/^.*\?/, '')))
  }
  return (
    <TextInput
      label={t('filters')}
      description={t('filtersHelp')}
      value={typed}
      error={error}
      onChange={(event) => handleChange(event.currentTarget.value)}
    />
  )
}
