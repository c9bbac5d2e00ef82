import { IconMailOff } from '@tabler/icons-react'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { MailDetail } from './mail-detail.tsx'
import { t } from './outbox.text.ts'
import classes from './outbox-page.module.css'
import { outboxRegister } from './outbox-register.tsx'

export function OutboxPage() {
  return (
    <RegisterPage view={outboxRegister} title={t('title')} detail={(message) => <MailDetail message={message} />}>
      <p className={classes.notice} role="note">
        <IconMailOff size={16} stroke={1.7} aria-hidden />
        {t('notice')}
      </p>
    </RegisterPage>
  )
}
