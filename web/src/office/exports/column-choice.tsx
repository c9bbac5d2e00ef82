import { Checkbox, Group, Radio, ScrollArea, SimpleGrid } from '@mantine/core'
import { fromContract } from '#ui/text/text.ts'
import { t } from './exports.text.ts'
import { COLUMN_CHOICES, type FileChoice } from './use-file-choice.ts'

const MAX_HEIGHT = 208

export function ColumnChoice({ choice }: { choice: FileChoice }) {
  const handleChange = (value: string) => {
    const name = COLUMN_CHOICES.find((one) => one === value)
    if (name) choice.setColumnChoice(name)
  }
  return (
    <div>
      <Radio.Group label={t('columns')} value={choice.columnChoice} onChange={handleChange}>
        <Group gap="lg" mt="xs">
          {COLUMN_CHOICES.map((value) => (
            <Radio key={value} value={value} label={t(`columns_${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      {choice.columnChoice === 'chosen' && (
        <ScrollArea.Autosize mah={MAX_HEIGHT} mt="sm" type="auto" offsetScrollbars>
          <Checkbox.Group value={choice.chosen} onChange={choice.setChosen} aria-label={t('columns_chosen')}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing={6}>
              {choice.known?.map(({ key, title }) => (
                <Checkbox key={key} value={key} size="xs" label={fromContract(title)} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
        </ScrollArea.Autosize>
      )}
    </div>
  )
}
