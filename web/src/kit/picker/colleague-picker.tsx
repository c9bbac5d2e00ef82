import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useColleagues } from '../comments/comments.api.ts'
import { t } from '../kit.text.ts'
import { useMe } from '../session/session.ts'

const TYPING_MS = 200

interface ColleaguePickerProps {
  label: ReactNode
  value: string | null
  onChange: (id: string | null) => void
  /** What the value is called, where it is not among those found. */
  chosenName?: string | undefined
  error?: ReactNode
  path?: string
}

/** One person of the business; oneself stands first, because that is whom most tasks are for. */
export function ColleaguePicker({ label, value, onChange, chosenName, error, path }: ColleaguePickerProps) {
  const { user } = useMe()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), TYPING_MS)
  const isChosenText = asked !== '' && (asked === chosenName || asked === user.name)
  const { data = [] } = useColleagues(isChosenText ? '' : asked, true)
  const options = new Map([
    ...(asked === '' || isChosenText ? [[user.id, user.name] as const] : []),
    ...data.map(({ id, name }) => [id, name] as const),
    ...(value && chosenName ? [[value, chosenName] as const] : []),
  ])
  return (
    <Select
      label={label}
      data-path={path}
      error={error}
      placeholder={t('pickerSearch')}
      searchable
      clearable
      value={value}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      data={[...options].map(([id, name]) => ({ value: id, label: name }))}
      filter={({ options: all }) => all}
      nothingFoundMessage={t('pickerNothing')}
    />
  )
}
