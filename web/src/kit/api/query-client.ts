import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

const STALE_MS = 15_000
const KEPT_MS = 30 * 60_000
const MAX_RETRIES = 2

/** Answers from the cache at once and asks again behind it; what the server refused is not asked twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      gcTime: KEPT_MS,
      retry: (failures, error) => !(error instanceof ApiProblem && error.status < 500) && failures < MAX_RETRIES,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})
