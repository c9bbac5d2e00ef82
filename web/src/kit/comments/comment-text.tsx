import type { Comment } from '@groundwork/contract/office/comments.ts'
import classes from './comments.module.css'
import { type Piece, toPieces } from './mention-text.ts'

/** Text made of elements: there is no way for a comment to become markup. */
export function CommentText({ body, mentions }: Pick<Comment, 'body' | 'mentions'>) {
  let at = 0
  return (
    <p className={classes.body}>
      {toPieces(body, mentions).map((piece) => {
        at += piece.text.length + 1
        return <PieceOfText key={at} piece={piece} />
      })}
    </p>
  )
}

function PieceOfText({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case 'bold':
      return <strong>{piece.text}</strong>
    case 'italic':
      return <em>{piece.text}</em>
    case 'code':
      return <code>{piece.text}</code>
    case 'mention':
      return <span className={classes.mention}>{piece.text}</span>
    case 'link':
      return (
        <a href={piece.href} target="_blank" rel="noreferrer noopener nofollow">
          {piece.text}
        </a>
      )
    default:
      return piece.text
  }
}
