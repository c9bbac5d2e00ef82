import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { useLiveKey } from '../live/use-live.ts'
import { useFieldRights } from '../session/field-rights.ts'

export const CUSTOM_FIELDS = 'custom-fields'

/** All that the business has defined, archived ones too; undefined until it is known. */
export function useAllCustomFields() {
  useLiveKey(CUSTOM_FIELDS, ['custom-field'])
  return useQuery({
    queryKey: [CUSTOM_FIELDS],
    queryFn: async ({ signal }) => (await api.list<CustomField>(CUSTOM_FIELDS, { signal })).rows,
    staleTime: 60_000,
  })
}

/** Those of a kind of record that are shown to this person, in their order. */
export function useCustomFields(resource: string): CustomField[] | undefined {
  const { data, isError } = useAllCustomFields()
  const { isHidden } = useFieldRights(resource)
  // A page without them is better than none.
  if (isError && !data) return []
  return data?.filter(
    (field) => field.resource === resource && field.archivedAt === null && !isHidden(fieldPath(field.key)),
  )
}

/** How rights, forms, columns, history and files call a custom field. */
export function fieldPath(key: string): string {
  return `customFields.${key}`
}
