import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'

/** What was read with other rights must not stay on screen: everything is asked again. */
function useStartOver() {
  const client = useQueryClient()
  return async () => {
    await client.cancelQueries()
    await client.resetQueries()
  }
}

export function useViewAs() {
  const startOver = useStartOver()
  return useMutation({ mutationFn: (role: string) => api.post('auth/view-as', { role }), onSuccess: startOver })
}

export function useEndViewAs() {
  const startOver = useStartOver()
  return useMutation({ mutationFn: () => api.remove('auth/view-as'), onSuccess: startOver })
}
