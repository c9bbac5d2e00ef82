import type { AutomationAction, VocabularyField } from '@groundwork/contract/office/automations.ts'
import { ActionIcon, Group } from '@mantine/core'
import {
  type Icon,
  IconArrowUp,
  IconFilePlus,
  IconMail,
  IconPencil,
  IconTableExport,
  IconWorld,
  IconX,
} from '@tabler/icons-react'
import { ActionFields } from './action-fields.tsx'
import { t } from './automations.text.ts'
import classes from './editor.module.css'
import type { Vocabulary } from './words.ts'

export const ACTION_ICONS: Record<AutomationAction['type'], Icon> = {
  'change-record': IconPencil,
  'create-record': IconFilePlus,
  'send-mail': IconMail,
  'call-url': IconWorld,
  'start-export': IconTableExport,
}

interface ActionCardProps {
  action: AutomationAction
  number: number
  vocabulary: Vocabulary
  places: readonly VocabularyField[]
  errorOf: (path: string) => string | undefined
  onChange: (action: AutomationAction) => void
  on: { remove: () => void; moveUp: (() => void) | undefined }
}

export function ActionCard({ action, number, vocabulary, places, errorOf, onChange, on }: ActionCardProps) {
  const Glyph = ACTION_ICONS[action.type]
  return (
    <section className={classes.card} aria-label={t('action', { number })}>
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <h3 className={classes.cardTitle}>
          <Glyph size={18} stroke={1.6} aria-hidden /> {t(action.type)}
        </h3>
        <Group gap={4} wrap="nowrap">
          {on.moveUp && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('moveUp')} onClick={on.moveUp}>
              <IconArrowUp size={16} stroke={1.7} />
            </ActionIcon>
          )}
          <ActionIcon variant="subtle" color="gray" aria-label={t('removeAction')} onClick={on.remove}>
            <IconX size={16} stroke={1.7} />
          </ActionIcon>
        </Group>
      </Group>
      <ActionFields action={action} vocabulary={vocabulary} places={places} errorOf={errorOf} onChange={onChange} />
    </section>
  )
}
