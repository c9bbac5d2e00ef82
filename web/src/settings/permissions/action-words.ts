import { defineText } from '#ui/text/text.ts'
import { actionOf } from './permission-groups.ts'

const t = defineText('permission-actions', {
  read: 'see',
  create: 'create',
  update: 'change',
  delete: 'trash and restore',
  purge: 'delete for good',
  import: 'import',
  export: 'export',
  invite: 'invite',
  revoke: 'revoke',
  share: 'share',
  own: '{action} own',
})

const KNOWN = ['read', 'create', 'update', 'delete', 'purge', 'import', 'export', 'invite', 'revoke', 'share'] as const

/** The last part of a permission as people say it; what has no word yet shows as it is. */
export function actionWord(permission: string): string {
  const action = actionOf(permission)
  const known = KNOWN.find((word) => word === action)
  return known ? t(known) : action
}

/** The same for one's own records alone. */
export function ownWord(permission: string): string {
  return t('own', { action: actionWord(permission) })
}
