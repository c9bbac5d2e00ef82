import { defineText } from './text.ts'

/** Words the plain parts share. */
export const t = defineText('ui', {
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  undo: 'Undo',
  save: 'Save',
  loading: 'Loading',
  done: 'done',
  requestId: 'Request {id}',
  failedTitle: 'This could not be loaded',
  none: '—',
  justNow: 'just now',
  yes: 'Yes',
  no: 'No',
  confirm: 'Yes, do it',
  progress: '{done} of {total}',
  timeLeft: 'about {time} left',
  smsLength: '{characters} characters; paid for as {parts}',
})
