import type { ChangeImport, Import, ImportState } from '@groundwork/contract/office/imports.ts'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf } from '#kit/api/client.ts'
import { groundwork } from '#kit/api/groundwork.ts'
import { upload } from '#kit/api/upload.ts'

export const IMPORTS = 'imports'
const MOVING_MS = 1_000
const ERRORS = 50
const MOVING: readonly ImportState[] = ['reading', 'checking', 'running', 'undoing']

export function isMoving({ state }: { state: ImportState }): boolean {
  return MOVING.includes(state)
}

const keyOf = (id: string) => [IMPORTS, 'record', id]

export function useImport(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => groundwork.get(`${IMPORTS}/${id}`, { signal }),
    // Asked for as long as it moves: whoever may import need not be somebody who gets the events of jobs.
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? MOVING_MS : false),
  })
}

interface Upload {
  resource: string
  file: File
  onProgress: (share: number) => void
  signal: AbortSignal
}

export function useUpload() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ resource, file, onProgress, signal }: Upload) =>
      upload<Import>(addressOf(IMPORTS, { resource, fileName: file.name }), file, { onProgress, signal }),
    onSuccess: (made) => client.setQueryData(keyOf(made.id), made),
  })
}

/** Saves in the order in which things were chosen. */
export function useChangeImport(id: string) {
  const client = useQueryClient()
  return useMutation({
    scope: { id: `import-${id}` },
    mutationFn: (body: ChangeImport) => groundwork.patch(`${IMPORTS}/${id}`, body),
    onSuccess: (changed) => client.setQueryData(keyOf(id), changed),
  })
}

export type ImportMove = 'check' | 'run' | 'cancel' | 'undo'

export function useMoveImport(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (move: ImportMove) => groundwork.post(`${IMPORTS}/${id}/${move}`),
    onSuccess: async (moved) => {
      client.setQueryData(keyOf(id), moved)
      await client.invalidateQueries({ queryKey: [IMPORTS] })
    },
  })
}

/** What is wrong with the rows, as of the check or run that `round` names. */
export function useRowErrors(id: string, round: string) {
  return useInfiniteQuery({
    queryKey: [IMPORTS, 'errors', id, round],
    queryFn: ({ pageParam, signal }) =>
      groundwork.list(`${IMPORTS}/${id}/errors`, { query: { limit: ERRORS, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pagination }) => pagination.nextCursor ?? undefined,
  })
}

export function errorsFile(id: string, format: 'csv' | 'xlsx'): string {
  return addressOf(`${IMPORTS}/${id}/errors.${format}`)
}
