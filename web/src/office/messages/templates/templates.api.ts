import type {
  MessageTemplate,
  PreviewTemplate,
  SaveTemplate,
  TemplateKey,
  TestTemplate,
} from '@groundwork/contract/office/message-templates.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { groundwork } from '#kit/api/groundwork.ts'

export const TEMPLATES = 'message-templates'

export function useMessageEvents() {
  return useQuery({ queryKey: [TEMPLATES], queryFn: ({ signal }) => groundwork.get('message-events', { signal }) })
}

/** On the version that was opened: whoever saved in between is not overwritten. */
export function useSaveTemplate() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, words, version }: { key: TemplateKey; words: SaveTemplate; version: number }) =>
      groundwork.patch(TEMPLATES, { ...key, ...words }, `"${version}"`),
    onSuccess: () => client.invalidateQueries({ queryKey: [TEMPLATES] }),
  })
}

export function useResetTemplate() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (key: TemplateKey) => groundwork.post('message-templates/reset', key),
    onSuccess: () => client.invalidateQueries({ queryKey: [TEMPLATES] }),
  })
}

export function useTestTemplate() {
  return useMutation({ mutationFn: (draft: TestTemplate) => groundwork.post('message-templates/test', draft) })
}

export function usePreview(draft: PreviewTemplate) {
  return useQuery({
    queryKey: [TEMPLATES, 'preview', draft],
    queryFn: () => groundwork.post('message-templates/preview', draft),
    enabled: draft.body.trim() !== '' && (draft.channel === 'sms' || Boolean(draft.subject?.trim())),
    placeholderData: keepPreviousData,
  })
}

export function keyOf({ event, channel, language }: MessageTemplate): TemplateKey {
  return { event, channel, language }
}

export function templateHref({ event, channel, language }: TemplateKey) {
  return { to: '/messages/templates/edit', search: { event, channel, language } }
}
