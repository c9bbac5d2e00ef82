import type { Tag } from '@groundwork/contract/platform/tags.ts'
import { Alert, Button, Group, Modal, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { watchJob } from '#kit/jobs/watched-jobs.ts'
import { resourceCalled } from '#kit/resource/known-resources.ts'
import { useTags, useTagUses, useTagWrites } from '#kit/tags/tags.api.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { toast } from '#ui/toast.tsx'
import { t } from './tags.text.ts'

interface TagDialogProps {
  tag: Tag
  onClose: () => void
}

/** Another name, or another tag in its place: both change every record that carries it. */
export function TagDialog({ tag, onClose }: TagDialogProps) {
  return (
    <Modal opened onClose={onClose} title={t('changeTitle')} closeButtonProps={{ 'aria-label': uiText('close') }}>
      <Stack gap="lg">
        <Uses tag={tag} />
        <Rename tag={tag} onClose={onClose} />
        <Merge tag={tag} onClose={onClose} />
      </Stack>
    </Modal>
  )
}

function Uses({ tag }: { tag: Tag }) {
  const { data } = useTagUses(tag.id)
  if (!data) return <Skeleton h={20} />
  const uses = data.records.map(({ resource, count }) => {
    const many = resourceCalled(resource)?.many ?? resource
    return `${count.toLocaleString()} ${many.toLowerCase()}`
  })
  return (
    <>
      <Text size="sm">{uses.length > 0 ? t('carried', { uses: uses.join(', ') }) : t('unused')}</Text>
      {data.others.map(({ kind, names, follows }) =>
        follows ? (
          <Text key={kind} size="sm">
            {t('follows', { kind, names: names.join(', ') })}
          </Text>
        ) : (
          <Alert key={kind} color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {t('byHand', { kind, names: names.join(', ') })}
          </Alert>
        ),
      )}
    </>
  )
}

function Rename({ tag: { id, version, name: oldName }, onClose }: TagDialogProps) {
  const { change } = useTagWrites()
  const [name, setName] = useState(oldName)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    const onSuccess = () => {
      toast({ message: t('renamed') })
      onClose()
    }
    change.mutate({ id, version, name: name.trim() }, { onError: complain, onSuccess })
  }
  return (
    <form onSubmit={handleSubmit}>
      <Group align="end">
        <TextInput
          label={t('newName')}
          value={name}
          maxLength={50}
          onChange={(event) => setName(event.currentTarget.value)}
          flex={1}
          data-autofocus
        />
        <Button type="submit" loading={change.isPending} disabled={name.trim() === '' || name.trim() === oldName}>
          {t('rename')}
        </Button>
      </Group>
    </form>
  )
}

function Merge({ tag: { id, name }, onClose }: TagDialogProps) {
  const { data = [] } = useTags()
  const { merge } = useTagWrites()
  const [intoId, setIntoId] = useState<string | null>(null)
  const others = data.filter((tag) => tag.id !== id).map((tag) => ({ value: tag.id, label: tag.name }))
  if (others.length === 0) return null
  const handleMerge = () => {
    if (!intoId) return
    const onSuccess = ({ jobId, into }: { jobId: string; into: Tag }) => {
      toast({ message: t('merged') })
      watchJob({ jobId, done: t('mergeDone', { name: into.name }), failed: t('mergeFailed'), to: `/settings/tags` })
      onClose()
    }
    merge.mutate({ id, intoId }, { onError: complain, onSuccess })
  }
  return (
    <Group align="end">
      <Select
        label={t('mergeInto')}
        description={t('mergeText', { name })}
        data={others}
        value={intoId}
        onChange={setIntoId}
        searchable
        flex={1}
      />
      <Button variant="default" loading={merge.isPending} disabled={!intoId} onClick={handleMerge}>
        {t('merge')}
      </Button>
    </Group>
  )
}
