import { defineText } from '#ui/text/text.ts'

const t = defineText('deeds', {
  created: 'created it',
  updated: 'changed it',
  trashed: 'moved it to the trash',
  restored: 'restored it',
  reverted: 'went back to an earlier version',
  imported: 'imported it',
  added: 'added a file',
  removed: 'removed a file',
})

const KNOWN = ['created', 'updated', 'trashed', 'restored', 'reverted', 'imported', 'added', 'removed'] as const

/** `waste.bin.updated` as people say it; what has no words yet shows as it is. */
export function deedOf(action: string): string {
  const verb = KNOWN.find((known) => action.endsWith(`.${known}`))
  return verb ? t(verb) : action
}
