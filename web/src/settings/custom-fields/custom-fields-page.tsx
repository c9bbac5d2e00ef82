import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { Button, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { IconForms, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { useAllCustomFields } from '#kit/custom-fields/custom-fields.api.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { useMay } from '#kit/session/session.ts'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { ArchivedFields } from './archived-fields.tsx'
import { useResourcesWithFields } from './custom-fields.api.ts'
import { t } from './custom-fields.text.ts'
import { FieldDialog } from './field-dialog.tsx'
import { FieldList } from './field-list.tsx'

/** What is being defined: a new field, or one that there is. */
export type Editing = CustomField | 'new' | undefined

export function CustomFieldsPage() {
  const { state, patch } = useUrlState()
  const { data: resources } = useResourcesWithFields()
  const may = useMay()('platform.custom-fields.update')
  const [editing, setEditing] = useState<Editing>()
  const chosen = resources?.find(({ resource }) => resource === state['of']) ?? resources?.[0]
  return (
    <>
      <PageHeader title={t('title')}>
        {may && chosen && (
          <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setEditing('new')}>
            {t('add')}
          </Button>
        )}
      </PageHeader>
      <PageBody>
        <Stack maw={720} gap="lg">
          <Text size="sm" c="var(--gw-ink-2)">
            {t('intro')}
          </Text>
          {resources && chosen && (
            <SegmentedControl
              aria-label={t('records')}
              value={chosen.resource}
              onChange={(of) => patch({ of })}
              data={resources.map(({ resource }) => ({ value: resource, label: resourceTitle(resource) }))}
            />
          )}
          {chosen ? (
            <FieldsOf resource={chosen.resource} one={chosen.noun} may={may} onEdit={setEditing} />
          ) : (
            <Skeleton h={200} />
          )}
        </Stack>
      </PageBody>
      {chosen && editing && (
        <FieldDialog resource={chosen.resource} field={editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  )
}

interface FieldsOfProps {
  resource: string
  one: string
  may: boolean
  onEdit: (editing: Editing) => void
}

function FieldsOf({ resource, one, may, onEdit }: FieldsOfProps) {
  const { data, error, refetch } = useAllCustomFields()
  if (error && !data)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={200} />
  const own = data.filter((field) => field.resource === resource)
  const active = own.filter(({ archivedAt }) => archivedAt === null)
  const archived = own.filter(({ archivedAt }) => archivedAt !== null)
  return (
    <>
      {active.length > 0 ? (
        <FieldList fields={active} may={may} onEdit={onEdit} />
      ) : (
        <Empty icon={IconForms} title={t('none')} text={may ? t('noneText', { one }) : t('noneReadOnly')}>
          {may && <Button onClick={() => onEdit('new')}>{t('add')}</Button>}
        </Empty>
      )}
      {archived.length > 0 && <ArchivedFields fields={archived} may={may} />}
    </>
  )
}
