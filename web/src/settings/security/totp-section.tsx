import { Button, Group, Text } from '@mantine/core'
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react'
import { useState } from 'react'
import { complain } from '#kit/api/complain.ts'
import { useMe } from '#kit/session/session.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { toast } from '#ui/toast.tsx'
import { Section } from '../section.tsx'
import { BackupCodesPanel } from './backup-codes-panel.tsx'
import { t } from './security.text.ts'
import { useDisableTotp, useRenewBackupCodes, useStartTotp } from './totp.api.ts'
import classes from './totp.module.css'
import { TotpSetupPanel } from './totp-setup-panel.tsx'

/** Off → the key → a first code → backup codes, once → on. */
export function TotpSection() {
  const { user } = useMe()
  const [codes, setCodes] = useState<string[]>()
  const start = useStartTotp()
  const handleCodes = (next: string[]) => {
    setCodes(next)
    start.reset()
  }
  return (
    <Section title={t('factor')} text={t('factorText')}>
      {codes && <BackupCodesPanel codes={codes} onDone={() => setCodes(undefined)} />}
      {!codes && start.data && <TotpSetupPanel setup={start.data} onCodes={handleCodes} onCancel={start.reset} />}
      {!codes && !start.data && user.totpEnabled && <FactorOn onCodes={setCodes} />}
      {!codes && !start.data && !user.totpEnabled && (
        <Group className={classes.panel ?? ''} justify="space-between">
          <div>
            <StatusBadge tone="grey" icon={IconShieldOff} label={t('factorOff')} />
            <Text size="sm" mt={6}>
              {t('factorOffText')}
            </Text>
          </div>
          <Button
            variant="default"
            loading={start.isPending}
            onClick={() => start.mutate(undefined, { onError: complain })}
          >
            {t('setUp')}
          </Button>
        </Group>
      )}
    </Section>
  )
}

function FactorOn({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const renew = useRenewBackupCodes()
  const disable = useDisableTotp()
  const handleRenew = () => renew.mutate(undefined, { onSuccess: ({ codes }) => onCodes(codes), onError: complain })
  const handleDisable = () =>
    disable.mutate(undefined, { onSuccess: () => toast({ message: t('factorIsOff') }), onError: complain })
  return (
    <div className={classes.panel}>
      <StatusBadge tone="green" icon={IconShieldCheck} label={t('factorOn')} />
      <Text size="sm" mt={6} mb="md">
        {t('factorOnText')}
      </Text>
      <Group gap="xs">
        <ConfirmButton
          position="bottom-start"
          question={t('newCodesQuestion')}
          confirmLabel={t('newCodes')}
          onConfirm={handleRenew}
          loading={renew.isPending}
        >
          {t('newCodes')}
        </ConfirmButton>
        <ConfirmButton
          position="bottom-start"
          question={t('switchOffQuestion')}
          confirmLabel={t('switchOff')}
          onConfirm={handleDisable}
          loading={disable.isPending}
        >
          {t('switchOff')}
        </ConfirmButton>
      </Group>
    </div>
  )
}
