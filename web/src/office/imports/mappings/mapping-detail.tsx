import type { ImportMapping } from '@groundwork/contract/office/import-mappings.ts'
import { Button, Group, Input, Stack, Table, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { sentenceOf } from '#kit/api/problem.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { toast } from '#ui/toast.tsx'
import { useRemoveMapping, useRenameMapping } from './mappings.api.ts'
import { t } from './mappings.text.ts'

export function MappingDetail({ mapping }: { mapping: ImportMapping }) {
  const remove = useRemoveMapping()
  const { id, name, columns, version } = mapping
  const handleRemove = () =>
    remove.mutate(id, {
      onSuccess: () => toast({ message: t('removed', { name }) }),
      onError: complain,
    })
  return (
    <Stack gap="lg">
      <Naming key={`${id} ${version}`} mapping={mapping} />
      <Table aria-label={t('columns')} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('header')}</Table.Th>
            <Table.Th>{t('field')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ header, field }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have the same name; their place tells them apart
            <Table.Tr key={index}>
              <Table.Td>{header}</Table.Td>
              <Table.Td {...(field === null ? { c: 'dimmed' } : {})}>{field ?? t('leftOut')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <div>
        <ConfirmButton
          question={t('removeQuestion')}
          confirmLabel={t('remove')}
          position="bottom-start"
          loading={remove.isPending}
          onConfirm={handleRemove}
        >
          {t('remove')}
        </ConfirmButton>
      </div>
    </Stack>
  )
}

function Naming({ mapping }: { mapping: ImportMapping }) {
  const rename = useRenameMapping(mapping)
  const [name, setName] = useState(mapping.name)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate(name, { onSuccess: () => toast({ message: t('renamed') }) })
  }
  return (
    <form onSubmit={handleSubmit}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          label={t('name')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={100}
          required
          flex={1}
        />
        <Button type="submit" variant="default" loading={rename.isPending} disabled={name === mapping.name}>
          {t('rename')}
        </Button>
      </Group>
      {rename.error && <Input.Error role="alert">{sentenceOf(rename.error)}</Input.Error>}
    </form>
  )
}
