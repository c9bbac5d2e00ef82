import type { FileUse, StoredFile } from '@groundwork/contract/platform/files.ts'
import { Anchor, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'
import { Picture } from '#kit/files/thumbnail.tsx'
import { RecordLink } from '#kit/picker/record-link.tsx'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { Facts } from '#ui/facts.tsx'
import { When } from '#ui/format/when.tsx'
import { fileRegister, kindWord, Size } from './file-register.tsx'
import { t } from './files.text.ts'
import classes from './files-page.module.css'

export function FilesPage() {
  return <RegisterPage view={fileRegister} title={t('title')} detail={(file) => <FileDetail file={file} />} />
}

function FileDetail({ file }: { file: StoredFile }) {
  const { name, kind, sizeBytes, width, height, createdByName, createdAt, sha256, url } = file
  return (
    <Stack gap="lg">
      {file.variants.length > 0 && <Picture file={file} size="large" className={classes.picture} />}
      <Facts
        facts={[
          { label: t('kind'), value: kindWord(kind) },
          { label: t('size'), value: <Size bytes={sizeBytes} /> },
          ...(width && height ? [{ label: t('pixels'), value: t('pixelCount', { width, height }) }] : []),
          { label: t('by'), value: createdByName },
          { label: t('at'), value: <When value={createdAt} as="exact" /> },
          { label: t('used'), value: <Uses id={file.id} /> },
          { label: t('hash'), value: <code className={classes.hash}>{sha256}</code> },
        ]}
      />
      {url && (
        <Anchor href={url} download={name} size="sm">
          {t('download')}
        </Anchor>
      )}
    </Stack>
  )
}

function Uses({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ['files', 'uses', id],
    queryFn: ({ signal }) => api.get<FileUse[]>(`files/${id}/uses`, { signal }),
  })
  if (!data) return '…'
  if (data.length === 0) return t('unused')
  return (
    <Stack gap={2}>
      {data.map(({ resource, recordId }) => (
        <RecordLink key={recordId} resource={resource} id={recordId} />
      ))}
    </Stack>
  )
}
