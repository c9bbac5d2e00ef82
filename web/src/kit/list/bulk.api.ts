import { type BulkResult, MAX_OPERATIONS, type BulkOperation as Operation } from '@groundwork/contract/http/bulk.ts'
import { useMutation } from '@tanstack/react-query'
import { toast, toastFailure } from '#ui/toast.tsx'
import { api } from '../api/client.ts'
import { complain } from '../api/complain.ts'
import { t } from '../kit.text.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useRefresh } from '../resource/use-writes.ts'

interface Deed {
  operations: Operation[]
  /** What is said afterwards, given how many went well. */
  sentence: (count: number) => string
  /** Takes back what went well. */
  undo?: Operation[]
}

/** Many changes at once, each for itself: those that fail are named, the others stand and can be undone. */
export function useBulk<T extends BaseRecord>(resource: Resource<T>) {
  const refresh = useRefresh(resource)
  const mutation = useMutation({
    mutationFn: ({ operations }: Deed) => send(resource.path, operations),
    onSuccess: (result, deed) => {
      void refresh()
      announce(result, deed, (undo) => mutation.mutate(undo))
    },
    onError: complain,
  })
  return mutation
}

async function send(path: string, operations: Operation[]): Promise<BulkResult> {
  const total: BulkResult = { succeeded: 0, failed: 0, results: [] }
  for (let start = 0; start < operations.length; start += MAX_OPERATIONS) {
    const part = await api.post<BulkResult>(`${path}/bulk`, {
      atomic: false,
      operations: operations.slice(start, start + MAX_OPERATIONS),
    })
    total.succeeded += part.succeeded
    total.failed += part.failed
    total.results.push(...part.results)
  }
  return total
}

function announce(
  { succeeded, failed, results }: BulkResult,
  { sentence, undo }: Deed,
  run: (deed: Deed) => void,
): void {
  const reason = results.find((result) => result.error)?.error?.detail
  if (failed > 0) toastFailure(t('someFailed', { count: failed, reason: reason ?? '' }))
  if (succeeded === 0) return
  const undone = undo?.filter((_, index) => !results[index]?.error)
  toast({
    message: sentence(succeeded),
    ...(undone ? { undo: () => run({ operations: undone, sentence: (count) => t('restoredAsWas', { count }) }) } : {}),
  })
}
