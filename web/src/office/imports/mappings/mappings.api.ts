import type { ImportMapping, SaveImportMapping } from '@groundwork/contract/office/import-mappings.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { etagOf } from '#kit/api/etags.ts'
import { groundwork } from '#kit/api/groundwork.ts'
import { IMPORTS } from '../imports.api.ts'

export const MAPPINGS = 'import-mappings'

export function useSaveMapping() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SaveImportMapping) => groundwork.post(MAPPINGS, body),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [MAPPINGS] }),
        client.invalidateQueries({ queryKey: [IMPORTS, 'record'] }),
      ]),
  })
}

export function useRenameMapping(mapping: ImportMapping) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => groundwork.patch(`${MAPPINGS}/${mapping.id}`, { name }, etagOf(mapping)),
    onSettled: () => client.invalidateQueries({ queryKey: [MAPPINGS] }),
  })
}

export function useRemoveMapping() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => groundwork.remove(`${MAPPINGS}/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: [MAPPINGS] }),
  })
}
