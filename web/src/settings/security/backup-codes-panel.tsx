import { Button, Group } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMe } from '#kit/session/session.ts'
import { CopyButton } from '../copy-button.tsx'
import { t } from './security.text.ts'
import classes from './totp.module.css'

interface BackupCodesPanelProps {
  codes: string[]
  onDone: () => void
}

export function BackupCodesPanel({ codes, onDone }: BackupCodesPanelProps) {
  const { user } = useMe()
  return (
    <section className={classes.panel} aria-label={t('codesTitle')}>
      <h3 className={classes.step}>{t('codesTitle')}</h3>
      <p className={classes.text}>{t('codesText')}</p>
      <div className={classes.sheet}>
        <div className={classes.sheetTitle}>{t('codesSheet', { email: user.email })}</div>
        <ul className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <Group gap="xs">
        <CopyButton value={codes.join('\n')} label={t('copyCodes')} />
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} stroke={1.7} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('printCodes')}
        </Button>
        <Button onClick={onDone}>{t('codesKept')}</Button>
      </Group>
    </section>
  )
}
