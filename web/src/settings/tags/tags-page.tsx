import { MAX_USES_LISTED, TAG_COLOURS, type Tag } from '@groundwork/contract/platform/tags.ts'
import { Button, Group, Select, Skeleton, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconPencil, IconTags, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useMay } from '#kit/session/session.ts'
import { TagList } from '#kit/tags/tag-list.tsx'
import { useTagCounts, useTags, useTagWrites } from '#kit/tags/tags.api.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { TagDialog } from './tag-dialog.tsx'
import { t } from './tags.text.ts'

const COLOURS = TAG_COLOURS.map((value) => ({ value, label: t(value) }))

export function TagsPage() {
  const may = useMay()
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        <Stack maw={640} gap="lg">
          <Text size="sm" c="var(--gw-ink-2)">
            {t('intro')}
          </Text>
          {may('platform.tags.update') && <AddTag />}
          <TagTable />
        </Stack>
      </PageBody>
    </>
  )
}

function AddTag() {
  const { create } = useTagWrites()
  const [name, setName] = useState('')
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name: name.trim(), colour: 'grey' }, { onError: complain, onSuccess: () => setName('') })
  }
  return (
    <form onSubmit={handleSubmit}>
      <Group align="end">
        <TextInput
          label={t('name')}
          value={name}
          maxLength={50}
          onChange={(event) => setName(event.currentTarget.value)}
          flex={1}
        />
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
          {t('add')}
        </Button>
      </Group>
    </form>
  )
}

function TagTable() {
  const { data, error, refetch } = useTags()
  const counts = useTagCounts()
  if (error && !data)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={200} />
  if (data.length === 0) return <Empty icon={IconTags} title={t('none')} text={t('noneText')} />
  return (
    <Table verticalSpacing={4}>
      <Table.Tbody>
        {data.map((tag) => (
          <TagLine key={tag.id} tag={tag} records={counts.get(tag.id)} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function TagLine({ tag, records }: { tag: Tag; records: number | undefined }) {
  const { id, name, colour, version, can = {} } = tag
  const { change, remove } = useTagWrites()
  const [isChanging, setChanging] = useState(false)
  const handleColour = (value: string | null) => {
    const next = TAG_COLOURS.find((known) => known === value)
    if (next) change.mutate({ id, version, colour: next }, { onError: complain })
  }
  return (
    <Table.Tr>
      <Table.Td>
        <TagList tags={[name]} />
        {records !== undefined && (
          <Text size="xs" c="dimmed">
            {records >= MAX_USES_LISTED ? t('manyRecords', { count: records }) : t('records', { count: records })}
          </Text>
        )}
      </Table.Td>
      <Table.Td w={124}>
        {can['update'] ? (
          <Select
            size="xs"
            aria-label={t('colourOf', { name })}
            data={COLOURS}
            value={colour}
            onChange={handleColour}
            allowDeselect={false}
          />
        ) : (
          t(colour)
        )}
      </Table.Td>
      <Table.Td w={92} ta="end" style={{ whiteSpace: 'nowrap' }}>
        {can['update'] && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={t('change', { name })}
            onClick={() => setChanging(true)}
          >
            <IconPencil size={15} stroke={1.6} aria-hidden />
          </Button>
        )}
        {isChanging && <TagDialog tag={tag} onClose={() => setChanging(false)} />}
        {can['remove'] && records === 0 && (
          <ConfirmButton
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={t('remove', { name })}
            question={t('removeQuestion', { name })}
            confirmLabel={t('removeConfirm')}
            onConfirm={() => remove.mutate(id, { onError: complain })}
          >
            <IconTrash size={15} stroke={1.6} aria-hidden />
          </ConfirmButton>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
