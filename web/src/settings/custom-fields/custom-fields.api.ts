import type {
  CreateCustomField,
  CustomField,
  CustomFieldResource,
  OrderCustomFields,
  UpdateCustomField,
} from '@groundwork/contract/platform/custom-fields.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '#kit/api/client.ts'
import { CUSTOM_FIELDS } from '#kit/custom-fields/custom-fields.api.ts'

/** The kinds of records that take custom fields; it changes with the product only. */
export function useResourcesWithFields() {
  return useQuery({
    queryKey: [CUSTOM_FIELDS, 'resources'],
    queryFn: ({ signal }) => api.get<z.infer<typeof CustomFieldResource>[]>(`${CUSTOM_FIELDS}/resources`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

type Deed = 'archive' | 'restore'

export function useFieldWrites() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: [CUSTOM_FIELDS] })
  return {
    create: useMutation({
      mutationFn: (input: CreateCustomField) => api.post<CustomField>(CUSTOM_FIELDS, input),
      onSettled,
    }),
    change: useMutation({
      mutationFn: ({ field, input }: { field: CustomField; input: UpdateCustomField }) =>
        api.patch<CustomField>(`${CUSTOM_FIELDS}/${field.id}`, input, `"${field.version}"`),
      onSettled,
    }),
    deed: useMutation({
      mutationFn: ({ id, deed }: { id: string; deed: Deed }) => api.post<CustomField>(`${CUSTOM_FIELDS}/${id}/${deed}`),
      onSettled,
    }),
    remove: useMutation({ mutationFn: (id: string) => api.remove(`${CUSTOM_FIELDS}/${id}`), onSettled }),
    order: useMutation({
      mutationFn: (order: OrderCustomFields) => api.put<CustomField[]>(`${CUSTOM_FIELDS}/order`, order),
      // At once: the line is under the pointer that moved it.
      onMutate: ({ ids }) => {
        const placeOf = ({ id }: CustomField) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
        client.setQueryData<CustomField[]>([CUSTOM_FIELDS], (fields) =>
          fields?.toSorted((one, other) => placeOf(one) - placeOf(other)),
        )
      },
      onSettled,
    }),
  }
}
