import { ACTION_TYPES, type VocabularyField } from '@groundwork/contract/office/automations.ts'
import { Button, Input, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { ACTION_ICONS, ActionCard } from './action-card.tsx'
import { t } from './automations.text.ts'
import { type Draft, newAction } from './draft.ts'
import { subjectKind, type Vocabulary } from './words.ts'

interface ActionListProps {
  draft: Draft
  vocabulary: Vocabulary
  places: readonly VocabularyField[]
  errorOf: (path: string) => string | undefined
  onChange: (actions: Draft['actions']) => void
}

/** What is done, in order, a card each. */
export function ActionList({ draft: { actions, events }, vocabulary, places, errorOf, onChange }: ActionListProps) {
  const usual = subjectKind(vocabulary, events) ?? vocabulary.resources[0]?.name ?? ''
  const handleUp = (index: number) => {
    const moved = actions[index]
    if (moved) onChange(actions.toSpliced(index, 1).toSpliced(index - 1, 0, moved))
  }
  return (
    <>
      {actions.map((action, index) => (
        <ActionCard
          // biome-ignore lint/suspicious/noArrayIndexKey: actions are known by their place
          key={index}
          action={action}
          number={index + 1}
          vocabulary={vocabulary}
          places={places}
          errorOf={(path) => errorOf(`actions.${index}.${path}`)}
          onChange={(changed) => onChange(actions.with(index, changed))}
          on={{
            remove: () => onChange(actions.toSpliced(index, 1)),
            moveUp: index > 0 ? () => handleUp(index) : undefined,
          }}
        />
      ))}
      <Menu position="bottom-start" width={220}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('addAction')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ACTION_TYPES.map((type) => {
            const Glyph = ACTION_ICONS[type]
            return (
              <Menu.Item
                key={type}
                leftSection={<Glyph size={16} stroke={1.6} aria-hidden />}
                onClick={() => onChange([...actions, newAction(type, usual)])}
              >
                {t(type)}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
      {errorOf('actions') && <Input.Error mt="xs">{errorOf('actions')}</Input.Error>}
    </>
  )
}
