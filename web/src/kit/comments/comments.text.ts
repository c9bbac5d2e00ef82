import { defineText } from '#ui/text/text.ts'

export const t = defineText('comments', {
  write: 'Write a comment, @ to mention somebody',
  label: 'Comment',
  send: 'Comment',
  save: 'Save',
  cancel: 'Cancel',
  edit: 'Edit',
  remove: 'Delete',
  removeQuestion: 'Delete this comment?',
  edited: 'edited',
  mention: 'Mention',
  said: 'commented',
  by: 'Comment by {name}',
})
