import { EXPORT_FORMATS, type Export, type ExportFormat } from '@groundwork/contract/office/exports.ts'
import { Button, Group, Input, Radio, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import type { ListView } from '#kit/list/list-view.ts'
import { useUrlState } from '#kit/page/url-state.ts'
import type { BaseRecord } from '#kit/resource/resource.ts'
import { useList } from '#kit/resource/use-reads.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { useCreateExport } from './exports.api.ts'
import { t } from './exports.text.ts'
import { listQueryOf, shownColumns } from './shown-columns.ts'

const COLUMN_CHOICES = ['all', 'shown'] as const

interface ExportFormProps<T extends BaseRecord> {
  view: ListView<T>
  onMade: (made: Export) => void
  onCancel: () => void
}

export function ExportForm<T extends BaseRecord>({ view, onMade, onCancel }: ExportFormProps<T>) {
  const { state } = useUrlState()
  const query = listQueryOf(view, state)
  const create = useCreateExport()
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [columns, setColumns] = useState('all')
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(
      {
        resource: view.resource.name,
        format,
        query,
        ...(columns === 'shown' ? { columns: shownColumns(view, state) } : {}),
      },
      { onSuccess: onMade },
    )
  }
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="lg">
        <What view={view} query={query} />
        <Radio.Group
          label={t('format')}
          value={format}
          onChange={(value) => setFormat(value === 'xlsx' ? 'xlsx' : 'csv')}
        >
          <Stack gap="xs" mt="xs">
            {EXPORT_FORMATS.map((value) => (
              <Radio key={value} value={value} label={t(`format_${value}`)} description={t(`format_${value}_text`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group label={t('columns')} value={columns} onChange={setColumns}>
          <Group gap="lg" mt="xs">
            {COLUMN_CHOICES.map((value) => (
              <Radio key={value} value={value} label={t(`columns_${value}`)} />
            ))}
          </Group>
        </Radio.Group>
        {create.error && <Input.Error role="alert">{sentenceOf(create.error)}</Input.Error>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {uiText('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} data-autofocus>
            {t('make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** How many there are, so that nobody makes a file of everything by mistake. */
function What<T extends BaseRecord>({ view, query }: { view: ListView<T>; query: Record<string, string> }) {
  const { resource } = view
  const { data } = useList(resource, { ...query, limit: 1 })
  const { sort, ...narrowed } = query
  const count = data?.pagination.total ?? undefined
  const words = { count: count ?? 0, one: resource.one, many: resource.many }
  return (
    <div>
      <Input.Label labelElement="div">{t('what')}</Input.Label>
      <Text size="sm" role="status">
        {count === undefined
          ? t('whatCounting')
          : t(Object.keys(narrowed).length > 0 ? 'whatFiltered' : 'whatAll', words)}
      </Text>
    </div>
  )
}
