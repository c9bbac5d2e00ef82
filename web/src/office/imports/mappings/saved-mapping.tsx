import type { Import } from '@groundwork/contract/office/imports.ts'
import { Button, Group, Input, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import { TextLink } from '#kit/page/links.tsx'
import { toast } from '#ui/toast.tsx'
import { t } from '../imports.text.ts'
import { useSaveMapping } from './mappings.api.ts'

/** Says that the columns follow a saved mapping, or offers to save how they are mapped. */
export function SavedMapping({ record }: { record: Import }) {
  const { id, savedMapping, fileName } = record
  if (!savedMapping) return <SaveMapping importId={id} fileName={fileName} />
  return (
    <Text size="sm" c="dimmed" my="sm" role="status">
      {t('savedAs', { name: savedMapping.name })}{' '}
      <TextLink size="sm" to="/imports/mappings">
        {t('savedMappings')}
      </TextLink>
    </Text>
  )
}

function SaveMapping({ importId, fileName }: { importId: string; fileName: string }) {
  const save = useSaveMapping()
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState(fileName.replace(/\.[^.]*$/, ''))
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(
      { importId, name },
      {
        onSuccess: () => {
          setIsOpen(false)
          toast({ message: t('mappingSaved', { name }) })
        },
      },
    )
  }
  return (
    <Popover opened={isOpen} onChange={setIsOpen} width={320} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          my="sm"
          leftSection={<IconDeviceFloppy size={15} stroke={1.7} aria-hidden />}
          onClick={() => setIsOpen((now) => !now)}
        >
          {t('saveMapping')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={handleSubmit}>
          <Stack gap="sm">
            <Text size="sm">{t('saveMappingText')}</Text>
            <TextInput
              label={t('mappingName')}
              placeholder={t('mappingNamePlaceholder')}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              maxLength={100}
              required
              data-autofocus
            />
            {save.error && <Input.Error role="alert">{sentenceOf(save.error)}</Input.Error>}
            <Group justify="flex-end">
              <Button type="submit" size="xs" loading={save.isPending}>
                {t('saveMapping')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
