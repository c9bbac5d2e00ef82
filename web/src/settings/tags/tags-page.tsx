import { TAG_COLOURS, type Tag } from '@groundwork/contract/platform/tags.ts'
import { Button, Group, Select, Skeleton, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconTags, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useMay } from '#kit/session/session.ts'
import { TagList } from '#kit/tags/tag-list.tsx'
import { useTags, useTagWrites } from '#kit/tags/tags.api.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { toastFailure } from '#ui/toast.tsx'
import { t } from './tags.text.ts'

const COLOURS = TAG_COLOURS.map((value) => ({ value, label: t(value) }))
const onError = (error: unknown) => toastFailure(sentenceOf(error))

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
    create.mutate({ name: name.trim(), colour: 'grey' }, { onError, onSuccess: () => setName('') })
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
  if (error && !data)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={200} />
  if (data.length === 0) return <Empty icon={IconTags} title={t('none')} text={t('noneText')} />
  return (
    <Table verticalSpacing={4}>
      <Table.Tbody>
        {data.map((tag) => (
          <TagLine key={tag.id} tag={tag} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function TagLine({ tag: { id, name, colour, can = {} } }: { tag: Tag }) {
  const { recolour, remove } = useTagWrites()
  const handleColour = (value: string | null) => {
    const next = TAG_COLOURS.find((known) => known === value)
    if (next) recolour.mutate({ id, colour: next }, { onError })
  }
  return (
    <Table.Tr>
      <Table.Td>
        <TagList tags={[name]} />
      </Table.Td>
      <Table.Td w={150}>
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
      <Table.Td w={48}>
        {can['remove'] && (
          <ConfirmButton
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={t('remove', { name })}
            question={t('removeQuestion', { name })}
            confirmLabel={t('removeConfirm')}
            onConfirm={() => remove.mutate(id, { onError })}
          >
            <IconTrash size={15} stroke={1.6} aria-hidden />
          </ConfirmButton>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
