import { Button, Group, Skeleton, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { hasPasskeys, isGivenUp } from '#kit/session/passkeys.api.ts'
import { Failure } from '#ui/failure.tsx'
import { t as uiText } from '#ui/text/ui.text.ts'
import { toast } from '#ui/toast.tsx'
import { BusyFields } from '../busy-fields.tsx'
import { Section } from '../section.tsx'
import { PasskeyLine } from './passkey-line.tsx'
import { useAddPasskey, usePasskeys } from './passkeys.api.ts'
import { t } from './security.text.ts'
import classes from './sessions.module.css'

/** Signing in by finger, face or PIN of one's own device. */
export function PasskeysSection() {
  const { data: passkeys, error, refetch } = usePasskeys()
  const [isAdding, setIsAdding] = useState(false)
  return (
    <Section title={t('passkeys')} text={t('passkeysText')}>
      {error && !passkeys && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !passkeys && <Skeleton h={80} radius={8} />}
      {passkeys && passkeys.length > 0 && (
        <ul className={classes.list}>
          {passkeys.map((passkey) => (
            <PasskeyLine key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {passkeys?.length === 0 && !isAdding && <Text size="sm">{t('passkeysNone')}</Text>}
      {isAdding ? <AddForm onDone={() => setIsAdding(false)} /> : <AddButton onAdd={() => setIsAdding(true)} />}
    </Section>
  )
}

function AddButton({ onAdd }: { onAdd: () => void }) {
  if (!hasPasskeys()) return <Text size="sm">{t('passkeysImpossible')}</Text>
  return (
    <Group>
      <Button variant="default" onClick={onAdd}>
        {t('passkeyAdd')}
      </Button>
    </Group>
  )
}

function AddForm({ onDone }: { onDone: () => void }) {
  const add = useAddPasskey()
  const form = useForm({ initialValues: { name: '' } })
  const handleSubmit = form.onSubmit(({ name }) =>
    add.mutate(name.trim() || t('passkeyUsualName'), {
      onSuccess: (passkey) => {
        toast({ message: t('passkeyAdded', { name: passkey.name }) })
        onDone()
      },
    }),
  )
  return (
    <BusyFields onSubmit={handleSubmit} isBusy={add.isPending} error={isGivenUp(add.error) ? null : add.error}>
      <TextInput
        label={t('passkeyName')}
        description={t('passkeyNameHelp')}
        maxLength={60}
        data-autofocus
        autoFocus
        {...form.getInputProps('name')}
      />
      <Group>
        <Button type="submit" loading={add.isPending}>
          {t('passkeyContinue')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {uiText('cancel')}
        </Button>
      </Group>
    </BusyFields>
  )
}
