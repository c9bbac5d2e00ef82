import { Button } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useState } from 'react'
import { RegisterPage } from '#kit/register/register-page.tsx'
import { useMay } from '#kit/session/session.ts'
import { GrantDetail } from './grant-detail.tsx'
import { LetInDialog } from './let-in-dialog.tsx'
import { OpenGrantNotice } from './open-grant-notice.tsx'
import { useOpenGrant } from './support.api.ts'
import { t } from './support.text.ts'
import { supportRegister } from './support-register.tsx'

/** When support was let in, who came, what they did; and the door itself. */
export function SupportPage() {
  const mayManage = useMay()('platform.support.manage')
  const { data: open } = useOpenGrant()
  const [isAsking, setIsAsking] = useState(false)
  const ask = () => setIsAsking(true)
  const canLetIn = mayManage && open === null
  return (
    <>
      <RegisterPage
        view={supportRegister}
        title={t('title')}
        action={
          canLetIn && (
            <Button leftSection={<IconLifebuoy size={16} stroke={1.7} aria-hidden />} onClick={ask}>
              {t('letIn')}
            </Button>
          )
        }
        {...(canLetIn ? { onNew: ask } : {})}
        detail={(grant) => <GrantDetail grant={grant} />}
      >
        {open && <OpenGrantNotice grant={open} />}
      </RegisterPage>
      {isAsking && <LetInDialog onClose={() => setIsAsking(false)} />}
    </>
  )
}
