import { Anchor, Button, Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { serverErrors } from '#kit/form/field-errors.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { BusyFields } from '../busy-fields.tsx'
import { CopyButton } from '../copy-button.tsx'
import { QrCode } from './qr-code.tsx'
import { t } from './security.text.ts'
import { useConfirmTotp } from './totp.api.ts'
import classes from './totp.module.css'

interface TotpSetupPanelProps {
  setup: { secret: string; uri: string }
  onCodes: (codes: string[]) => void
  onCancel: () => void
}

/** The key to give to the app, and the first code that shows it has arrived there. */
export function TotpSetupPanel({ setup, onCodes, onCancel }: TotpSetupPanelProps) {
  const confirm = useConfirmTotp()
  const form = useForm({ initialValues: { code: '' } })
  const handleSubmit = form.onSubmit(({ code }) =>
    confirm.mutate(code.replace(/\s/g, ''), {
      onSuccess: ({ codes }) => onCodes(codes),
      onError: (error) => form.setErrors(serverErrors(error)),
    }),
  )
  return (
    <div className={classes.panel}>
      <h3 className={classes.step}>{t('scanTitle')}</h3>
      <p className={classes.text}>{t('scanText')}</p>
      <QrCode text={setup.uri} label={t('qrCode')} className={classes.qr} />
      <p className={classes.text}>{t('orType')}</p>
      <code className={classes.key} data-setup-key>
        {inFours(setup.secret)}
      </code>
      <Group gap="md" mb="lg">
        <CopyButton value={setup.secret} label={t('copyKey')} size="xs" />
        <Anchor href={setup.uri} size="sm">
          {t('openApp')}
        </Anchor>
      </Group>
      <h3 className={classes.step}>{t('codeTitle')}</h3>
      <BusyFields onSubmit={handleSubmit} isBusy={confirm.isPending} error={confirm.error}>
        <TextInput
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          w={180}
          {...form.getInputProps('code')}
        />
        <Group gap="xs">
          <Button type="submit" loading={confirm.isPending}>
            {t('switchOn')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {uiText('cancel')}
          </Button>
        </Group>
      </BusyFields>
    </div>
  )
}

/** Groups of four are what eyes and fingers can hold between screen and phone. */
function inFours(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? [secret]).join(' ')
}
