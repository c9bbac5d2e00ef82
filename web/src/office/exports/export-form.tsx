import type { Export } from '@groundwork/contract/office/exports.ts'
import { Button, Group, Input, Stack, Text } from '@mantine/core'
import type { FormEvent } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import type { ListView } from '#kit/list/list-view.ts'
import type { BaseRecord } from '#kit/resource/resource.ts'
import { useList } from '#kit/resource/use-reads.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { ColumnChoice } from './column-choice.tsx'
import { useCreateExport } from './exports.api.ts'
import { t } from './exports.text.ts'
import { FormatChoice } from './format-choice.tsx'
import type { FileChoice } from './use-file-choice.ts'

interface ExportFormProps<T extends BaseRecord> {
  view: ListView<T>
  choice: FileChoice
  onMade: (made: Export) => void
  onSchedule: () => void
  onCancel: () => void
}

export function ExportForm<T extends BaseRecord>({ view, choice, onMade, onSchedule, onCancel }: ExportFormProps<T>) {
  const create = useCreateExport()
  const { query, ids, format, columns } = choice
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(
      { resource: view.resource.name, format, query, ...(columns ? { columns } : {}), ...(ids ? { ids } : {}) },
      { onSuccess: onMade },
    )
  }
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="lg">
        {ids ? (
          <What text={t('whatSelected', { count: ids.length, one: view.resource.one, many: view.resource.many })} />
        ) : (
          <Listed view={view} query={query} />
        )}
        <FormatChoice value={format} onChange={choice.setFormat} />
        <ColumnChoice choice={choice} />
        {create.error && <Input.Error role="alert">{sentenceOf(create.error)}</Input.Error>}
        <Group justify="space-between">
          {ids ? (
            <span />
          ) : (
            <Button variant="subtle" px={0} onClick={onSchedule} disabled={columns?.length === 0}>
              {t('schedule')}
            </Button>
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onCancel}>
              {uiText('cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={columns?.length === 0} data-autofocus>
              {t('make')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}

/** How many there are, so that nobody makes a file of everything by mistake. */
function Listed<T extends BaseRecord>({ view, query }: { view: ListView<T>; query: Record<string, string> }) {
  const { resource } = view
  const { data } = useList(resource, { ...query, limit: 1 })
  const { sort, ...narrowed } = query
  const count = data?.pagination.total ?? undefined
  const words = { count: count ?? 0, one: resource.one, many: resource.many }
  const isNarrowed = Object.keys(narrowed).length > 0
  return <What text={count === undefined ? t('whatCounting') : t(isNarrowed ? 'whatFiltered' : 'whatAll', words)} />
}

function What({ text }: { text: string }) {
  return (
    <div>
      <Input.Label labelElement="div">{t('what')}</Input.Label>
      <Text size="sm" role="status">
        {text}
      </Text>
    </div>
  )
}
