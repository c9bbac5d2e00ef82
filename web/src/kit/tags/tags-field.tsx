import { TagsInput, type TagsInputProps } from '@mantine/core'
import { useTags } from './tags.api.ts'

/** Tags of a record: those of the business are offered, new ones are simply typed. */
export function TagsField(props: TagsInputProps) {
  const { data = [] } = useTags()
  return <TagsInput {...props} data={data.map(({ name }) => name)} splitChars={[',', ';']} acceptValueOnBlur />
}
