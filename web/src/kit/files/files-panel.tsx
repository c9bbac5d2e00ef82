import { Skeleton } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { toastFailure } from '#ui/toast.tsx'
import { requestIdOf, sentenceOf } from '../api/problem.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useMay } from '../session/session.ts'
import { useAttachments, useRemoveAttachment } from './attachments.api.ts'
import { FileDrop } from './file-drop.tsx'
import { FileTile } from './file-tile.tsx'
import { t } from './files.text.ts'
import classes from './files-panel.module.css'
import { PictureViewer } from './picture-viewer.tsx'
import { isViewable } from './thumbnail.tsx'
import { UploadLines } from './upload-lines.tsx'
import { useUploads } from './use-uploads.ts'

interface FilesPanelProps<T extends BaseRecord> {
  resource: Resource<T>
  record: T
}

/** The files on a record: photos as a gallery, everything else to download, new ones by drag and drop. */
export function FilesPanel<T extends BaseRecord>({ resource, record }: FilesPanelProps<T>) {
  const may = useMay()
  const { uploads, add, dismiss } = useUploads(resource, record.id)
  const mayAdd = record.can?.['update'] === true && may('platform.files.create') && may('office.attachments.update')
  return (
    <div className={classes.panel}>
      {mayAdd && <FileDrop onFiles={(files) => void add(files)} />}
      <UploadLines uploads={uploads} onDismiss={dismiss} />
      <Gallery resource={resource} id={record.id} isQuiet={uploads.length > 0} />
    </div>
  )
}

interface GalleryProps<T extends BaseRecord> {
  resource: Resource<T>
  id: string
  /** Something is on its way, so nothing needs to be said about there being nothing. */
  isQuiet: boolean
}

function Gallery<T extends BaseRecord>({ resource, id, isQuiet }: GalleryProps<T>) {
  const { data, error, refetch } = useAttachments(resource, id, true)
  const remove = useRemoveAttachment(resource, id)
  const [openId, setOpenId] = useState<string>()
  if (error && !data)
    return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={150} />
  if (data.rows.length === 0) return isQuiet ? null : <Empty icon={IconPhoto} title={t('none')} text={t('noneText')} />
  const pictures = data.rows.map(({ file }) => file).filter(isViewable)
  return (
    <>
      <ul className={classes.gallery}>
        {data.rows.map((attachment) => (
          <FileTile
            key={attachment.id}
            attachment={attachment}
            onOpen={() => setOpenId(attachment.file.id)}
            onRemove={() => remove.mutate(attachment.id, { onError: (failure) => toastFailure(sentenceOf(failure)) })}
          />
        ))}
      </ul>
      <PictureViewer pictures={pictures} openId={openId} onOpen={setOpenId} />
    </>
  )
}
