import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { t as uiText } from '#ui/text/ui.text.ts'
import { t } from '../kit.text.ts'
import { useMay } from '../session/session.ts'

interface SaveViewFormProps {
  isBusy: boolean
  onSave: (name: string, isShared: boolean) => void
}

export function SaveViewForm({ isBusy, onSave }: SaveViewFormProps) {
  const mayShare = useMay()('platform.views.share')
  const [name, setName] = useState('')
  const [isShared, setIsShared] = useState(false)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    onSave(name.trim(), isShared)
  }
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="md">
        <TextInput
          label={t('viewName')}
          placeholder={t('viewNameExample')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={80}
          required
          withAsterisk={false}
          data-autofocus
        />
        {mayShare && (
          <Switch
            label={t('shareView')}
            checked={isShared}
            onChange={(event) => setIsShared(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy}>
            {uiText('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
