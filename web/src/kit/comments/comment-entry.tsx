import type { Comment } from '@groundwork/contract/office/comments.ts'
import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Face } from '#ui/face.tsx'
import { When } from '#ui/format/when.tsx'
import { complain } from '../api/complain.ts'
import timeline from '../detail/timeline.module.css'
import { CommentBox } from './comment-box.tsx'
import { CommentText } from './comment-text.tsx'
import type { useCommentWrites, Written } from './comments.api.ts'
import classes from './comments.module.css'
import { t } from './comments.text.ts'

interface CommentEntryProps {
  comment: Comment
  writes: ReturnType<typeof useCommentWrites>
}

export function CommentEntry({ comment, writes }: CommentEntryProps) {
  const [isEditing, setIsEditing] = useState(false)
  const { id, createdByName, createdAt, editedAt, body, mentions } = comment
  const handleSave = async (written: Written) => {
    await writes.change.mutateAsync({ commentId: id, ...written }).catch(fail)
    setIsEditing(false)
  }
  return (
    <li className={timeline.entry}>
      <Face name={createdByName} round />
      <article aria-label={t('by', { name: createdByName })}>
        <div className={timeline.head}>
          <span className={timeline.actor}>{createdByName}</span>
          <span>{t('said')}</span>
          <span className={timeline.when}>
            <When value={createdAt} />
            {editedAt && ` · ${t('edited')}`}
          </span>
        </div>
        {isEditing ? (
          <CommentBox
            initial={{ body, mentions }}
            submitLabel={t('save')}
            onSubmit={handleSave}
            onCancel={() => setIsEditing(false)}
          />
        ) : (
          <CommentText body={body} mentions={mentions} />
        )}
        {!isEditing && <Deeds comment={comment} writes={writes} onEdit={() => setIsEditing(true)} />}
      </article>
    </li>
  )
}

function Deeds({ comment: { id, can = {} }, writes, onEdit }: CommentEntryProps & { onEdit: () => void }) {
  const [isAsking, setIsAsking] = useState(false)
  if (!can['update'] && !can['remove']) return null
  if (isAsking)
    return (
      <div className={classes.deeds}>
        {t('removeQuestion')}
        <UnstyledButton fz="xs" onClick={() => writes.remove.mutate(id, { onError: complain })}>
          {t('remove')}
        </UnstyledButton>
        <UnstyledButton fz="xs" onClick={() => setIsAsking(false)}>
          {t('cancel')}
        </UnstyledButton>
      </div>
    )
  return (
    <div className={classes.deeds}>
      {can['update'] && (
        <UnstyledButton fz="xs" onClick={onEdit}>
          {t('edit')}
        </UnstyledButton>
      )}
      {can['remove'] && (
        <UnstyledButton fz="xs" onClick={() => setIsAsking(true)}>
          {t('remove')}
        </UnstyledButton>
      )}
    </div>
  )
}

/** Said, and thrown on: whoever asked has to know that it did not happen. */
function fail(error: unknown): never {
  complain(error)
  throw error
}
