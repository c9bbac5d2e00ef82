import { IMPORT_MODES, type Import } from '@groundwork/contract/office/imports.ts'
import { Radio, Select } from '@mantine/core'
import { fromContract } from '#ui/text/text.ts'
import classes from './import-options.module.css'
import pageClasses from './import-page.module.css'
import type { ImportSettings } from './import-settings.ts'
import { t } from './imports.text.ts'

const ON_ERROR = ['skip', 'abort'] as const
const EMPTY_CELLS = ['keep', 'clear'] as const

interface ImportOptionsProps {
  settings: ImportSettings
  keys: Import['keys']
  onChange: (changes: Partial<ImportSettings>) => void
}

export function ImportOptions({ settings, keys, onChange }: ImportOptionsProps) {
  const { mode, updateKey, emptyCells, onError, mapping } = settings
  return (
    <section className={pageClasses.section}>
      <h2 className={pageClasses.title}>{t('optionsTitle')}</h2>
      <div className={classes.options}>
        <Choice
          label={t('mode')}
          value={mode}
          options={IMPORT_MODES.map((value) => ({ value, name: t(`mode_${value}`), text: t(`mode_${value}_text`) }))}
          onChange={(next) => onChange({ mode: next })}
        />
        {mode !== 'create' && (
          <div className={classes.pair}>
            <Select
              label={t('updateKey')}
              description={t('updateKeyHelp')}
              data={keys.map(({ key, title }) => ({
                value: key,
                label: fromContract(title),
                disabled: !mapping.includes(key),
              }))}
              value={updateKey}
              onChange={(key) => onChange({ updateKey: key })}
              allowDeselect={false}
              checkIconPosition="right"
              w={300}
            />
            <Select
              label={t('emptyCells')}
              data={EMPTY_CELLS.map((value) => ({ value, label: t(`emptyCells_${value}`) }))}
              value={emptyCells}
              onChange={(value) => onChange({ emptyCells: value === 'clear' ? 'clear' : 'keep' })}
              allowDeselect={false}
              checkIconPosition="right"
              w={240}
            />
          </div>
        )}
        <Choice
          label={t('onError')}
          value={onError}
          options={ON_ERROR.map((value) => ({ value, name: t(`onError_${value}`), text: t(`onError_${value}_text`) }))}
          onChange={(next) => onChange({ onError: next })}
        />
      </div>
    </section>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  options: { value: T; name: string; text: string }[]
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const handleChange = (chosen: string) => {
    const option = options.find((one) => one.value === chosen)
    if (option) onChange(option.value)
  }
  return (
    <Radio.Group label={label} value={value} onChange={handleChange}>
      <div className={classes.choices}>
        {options.map((option) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is the control
          <label key={option.value} className={classes.choice}>
            <Radio value={option.value} size="xs" aria-label={option.name} />
            <span>
              <span className={classes.name}>{option.name}</span>
              <span className={classes.text}>{option.text}</span>
            </span>
          </label>
        ))}
      </div>
    </Radio.Group>
  )
}
