import type { Passkey } from '@groundwork/contract/platform/passkeys.ts'
import { Button, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { When } from '#ui/format/when.tsx'
import { toast } from '#ui/toast.tsx'
import { useDeletePasskey, useRenamePasskey } from './passkeys.api.ts'
import { t } from './security.text.ts'
import classes from './sessions.module.css'

export function PasskeyLine({ passkey }: { passkey: Passkey }) {
  const { name, isSynced, createdAt, lastUsedAt } = passkey
  const remove = useDeletePasskey(passkey)
  const [isRenaming, setIsRenaming] = useState(false)
  const handleDelete = () =>
    remove.mutate(undefined, {
      onSuccess: () => toast({ message: t('passkeyDeleted', { name }) }),
      onError: complain,
    })
  return (
    <li className={classes.session}>
      <IconFingerprint size={22} stroke={1.5} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        {isRenaming ? (
          <RenameForm passkey={passkey} onDone={() => setIsRenaming(false)} />
        ) : (
          <div className={classes.device}>{name}</div>
        )}
        <div className={classes.facts}>
          {t(isSynced ? 'passkeySynced' : 'passkeyOnDevice')} · {t('passkeyMade')} <When value={createdAt} /> ·{' '}
          {t('lastUsed')} {lastUsedAt ? <When value={lastUsedAt} /> : t('passkeyUnused')}
        </div>
      </div>
      <Button
        variant="default"
        size="xs"
        onClick={() => setIsRenaming(true)}
        aria-label={t('passkeyRenameOf', { name })}
      >
        {t('passkeyRename')}
      </Button>
      <ConfirmButton
        size="xs"
        question={t('passkeyDeleteQuestion', { name })}
        confirmLabel={t('passkeyDelete')}
        onConfirm={handleDelete}
        loading={remove.isPending}
      >
        {t('passkeyDelete')}
      </ConfirmButton>
    </li>
  )
}

function RenameForm({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const rename = useRenamePasskey(passkey)
  const [name, setName] = useState(passkey.name)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate(name.trim(), { onSuccess: onDone, onError: complain })
  }
  return (
    <form onSubmit={handleSubmit}>
      <TextInput
        size="xs"
        aria-label={t('passkeyName')}
        value={name}
        maxLength={60}
        required
        autoFocus
        disabled={rename.isPending}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
    </form>
  )
}
