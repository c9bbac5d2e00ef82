import type {
  CreateExportSchedule,
  ExportSchedule,
  UpdateExportSchedule,
} from '@groundwork/contract/office/export-schedules.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { etagOf } from '#kit/api/etags.ts'
import { groundwork } from '#kit/api/groundwork.ts'

export const SCHEDULES = 'export-schedules'

export function useCreateSchedule() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateExportSchedule) => groundwork.post(SCHEDULES, body),
    onSuccess: () => client.invalidateQueries({ queryKey: [SCHEDULES] }),
  })
}

export function useChangeSchedule(schedule: ExportSchedule) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: UpdateExportSchedule) => groundwork.patch(`${SCHEDULES}/${schedule.id}`, body, etagOf(schedule)),
    onSettled: () => client.invalidateQueries({ queryKey: [SCHEDULES] }),
  })
}

export function useRemoveSchedule() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => groundwork.remove(`${SCHEDULES}/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: [SCHEDULES] }),
  })
}
