import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, type Query } from '../api/client.ts'
import { useLiveKey } from '../live/use-live.ts'
import type { RegisterView } from './register-view.ts'

const ROWS = 50
const MOVING_MS = 2_000

export function useRegister<T extends { id: string }>({ path, events = [], isMoving }: RegisterView<T>, query: Query) {
  useLiveKey(path, events)
  return useInfiniteQuery({
    queryKey: [path, 'register', query],
    queryFn: ({ pageParam, signal }) =>
      api.list<T>(path, { query: { ...query, limit: ROWS, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pagination }) => pagination.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      isMoving && state.data?.pages.some(({ rows }) => rows.some(isMoving)) ? MOVING_MS : false,
  })
}

export type RegisterAnswer<T extends { id: string }> = ReturnType<typeof useRegister<T>>

/** The open line: from the list where it stands there, otherwise asked for by itself. */
export function useOpenRow<T extends { id: string }>(
  { path, query, canGetOne }: RegisterView<T>,
  rows: T[] | undefined,
  id: string | undefined,
) {
  const listed = rows?.find((row) => row.id === id)
  const isAsked = canGetOne === true && id !== undefined && rows !== undefined && !listed
  const { data, error } = useQuery({
    queryKey: [path, 'record', id],
    queryFn: ({ signal }) => api.get<T>(`${path}/${id}`, { ...(query ? { query } : {}), signal }),
    enabled: isAsked,
  })
  return {
    row: listed ?? (isAsked ? data : undefined),
    isMissing: id !== undefined && rows !== undefined && !listed && (!isAsked || error !== null),
  }
}
