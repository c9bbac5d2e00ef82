import type { Import } from '@groundwork/contract/office/imports.ts'
import { Alert } from '@mantine/core'
import { ButtonLink } from '#kit/page/links.tsx'
import classes from './import-page.module.css'
import { t } from './imports.text.ts'

export function UnreadableStep({ record: { problem, resource } }: { record: Import }) {
  return (
    <div className={classes.step}>
      <Alert color="red" variant="light" title={t('unreadableTitle')}>
        {problem}
      </Alert>
      <div className={classes.actions}>
        <ButtonLink to="/imports/new" search={{ resource }}>
          {t('anotherFile')}
        </ButtonLink>
      </div>
    </div>
  )
}
