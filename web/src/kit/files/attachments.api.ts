import type { Attachment } from '@groundwork/contract/office/attachments.ts'
import type { StoredFile } from '@groundwork/contract/platform/files.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, api } from '../api/client.ts'
import { upload } from '../api/upload.ts'
import { useLiveKey } from '../live/use-live.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'

const PREPARING_MS = 1_000
const SHOWN = 100

const pathOf = ({ name }: Pick<Resource<BaseRecord>, 'name'>, id: string) => `records/${name}/${id}/attachments`

/** The files on a record, asked again while pictures are being prepared and when somebody adds one. */
export function useAttachments<T extends BaseRecord>(resource: Resource<T>, id: string, isOn: boolean) {
  const path = pathOf(resource, id)
  useLiveKey(path, ['attachment'])
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.list<Attachment>(path, { query: { expand: 'can', limit: SHOWN }, signal }),
    enabled: isOn,
    refetchInterval: ({ state }) =>
      state.data?.rows.some(({ file }) => file.state === 'preparing') ? PREPARING_MS : false,
  })
}

interface Upload {
  file: File
  onProgress: (share: number) => void
  signal: AbortSignal
}

/** The file first, then its place: what is cut off in between goes by itself after a day. */
export function useAttach<T extends BaseRecord>(resource: Resource<T>, id: string) {
  const client = useQueryClient()
  return async ({ file, ...options }: Upload): Promise<void> => {
    const stored = await upload<StoredFile>(addressOf('files', { fileName: file.name }), file, options)
    await api.post(pathOf(resource, id), { fileId: stored.id })
    await refresh(client, resource, id)
  }
}

export function useRemoveAttachment<T extends BaseRecord>(resource: Resource<T>, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (attachmentId: string) => api.remove(`attachments/${attachmentId}`),
    onSuccess: () => refresh(client, resource, id),
  })
}

function refresh<T extends BaseRecord>(client: ReturnType<typeof useQueryClient>, resource: Resource<T>, id: string) {
  return Promise.all([
    client.invalidateQueries({ queryKey: [pathOf(resource, id)] }),
    client.invalidateQueries({ queryKey: [resource.path, 'history', id] }),
  ])
}
