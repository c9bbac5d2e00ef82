import type { VocabularyField } from '@groundwork/contract/office/automations.ts'
import { Textarea, TextInput } from '@mantine/core'
import { InsertPlace } from './insert-place.tsx'

interface TextWithPlacesProps {
  label: string
  value: string
  fields: readonly VocabularyField[]
  onChange: (value: string) => void
  description?: string
  error?: string | undefined
  isLong?: boolean
}

export function TextWithPlaces({
  label,
  value,
  fields,
  onChange,
  description,
  error,
  isLong = false,
}: TextWithPlacesProps) {
  const shared = {
    label,
    value,
    error,
    ...(description ? { description } : {}),
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    rightSection: <InsertPlace fields={fields} onInsert={(place) => onChange(`${value}${place}`)} />,
  }
  return isLong ? <Textarea {...shared} autosize minRows={3} maxRows={12} /> : <TextInput {...shared} />
}
