import type { Attachment } from '@groundwork/contract/office/attachments.ts'
import { UnstyledButton } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { fileSizeWords } from '#ui/format/file-size.ts'
import { useRegion } from '#ui/format/region.tsx'
import { t } from './files.text.ts'
import classes from './files-panel.module.css'
import { FileIcon, isViewable, Picture } from './thumbnail.tsx'

interface FileTileProps {
  attachment: Attachment
  onOpen: () => void
  onRemove: () => void
}

export function FileTile({ attachment, onOpen, onRemove }: FileTileProps) {
  const { locale } = useRegion()
  const { file, can = {} } = attachment
  return (
    <li className={classes.tile}>
      <Face attachment={attachment} onOpen={onOpen} />
      <div className={classes.foot}>
        <div className={classes.names}>
          <div className={classes.name} title={file.name}>
            {file.name}
          </div>
          <div className={classes.maker}>
            {t('by', { name: attachment.createdByName, size: fileSizeWords(file.sizeBytes, locale) })}
          </div>
        </div>
        {can['remove'] && (
          <ConfirmButton
            variant="subtle"
            color="gray"
            size="compact-xs"
            aria-label={t('remove', { name: file.name })}
            question={t('removeQuestion', { name: file.name })}
            confirmLabel={t('removeConfirm')}
            onConfirm={onRemove}
          >
            <IconTrash size={15} stroke={1.6} aria-hidden />
          </ConfirmButton>
        )}
      </div>
    </li>
  )
}

function Face({ attachment: { file }, onOpen }: Pick<FileTileProps, 'attachment' | 'onOpen'>) {
  if (file.state !== 'ready')
    return <div className={classes.view}>{file.state === 'preparing' ? t('preparing') : t('broken')}</div>
  if (!isViewable(file))
    return (
      <a
        className={classes.view}
        href={file.url ?? ''}
        download={file.name}
        aria-label={t('download', { name: file.name })}
      >
        <FileIcon type={file.type} />
      </a>
    )
  return (
    <UnstyledButton className={classes.view} onClick={onOpen} aria-label={t('open', { name: file.name })}>
      <Picture file={file} size="thumbnail" />
    </UnstyledButton>
  )
}
