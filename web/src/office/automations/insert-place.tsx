import type { VocabularyField } from '@groundwork/contract/office/automations.ts'
import { ActionIcon, Menu } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { t } from './automations.text.ts'
import { fieldOptions } from './words.ts'

interface InsertPlaceProps {
  fields: readonly VocabularyField[]
  onInsert: (place: string) => void
}

/** What the event carries, to be put into a text: the words are chosen, the place is written. */
export function InsertPlace({ fields, onInsert }: InsertPlaceProps) {
  if (fields.length === 0) return null
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('insert')} title={t('insert')}>
          <IconBraces size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={300} style={{ overflowY: 'auto' }}>
        {fieldOptions(fields).map(({ value, label }) => (
          <Menu.Item key={value} onClick={() => onInsert(`{{${value}}}`)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
