import type { MessageVariable } from '@groundwork/contract/office/message-templates.ts'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './template-editor.module.css'
import { t } from './templates.text.ts'

interface VariablePaletteProps {
  variables: MessageVariable[]
  onChoose: (name: string) => void
}

/** All that the text may say about the event, by name. */
export function VariablePalette({ variables, onChoose }: VariablePaletteProps) {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = variables.filter(({ name }) => name.toLowerCase().includes(wanted))
  return (
    <section className={classes.palette} aria-label={t('variables')}>
      <h3 className={classes.label}>{t('variables')}</h3>
      <p className={classes.help}>{t('variablesHelp', { example: '{{customer.firstName | there}}' })}</p>
      <TextInput
        size="xs"
        aria-label={t('searchVariables')}
        placeholder={t('searchVariables')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={classes.names}>
        {shown.map(({ name, isAlwaysFilled }) => (
          <button
            key={name}
            type="button"
            className={classes.name}
            data-optional={!isAlwaysFilled}
            title={isAlwaysFilled ? undefined : t('mayBeEmpty')}
            onClick={() => onChoose(name)}
          >
            {name}
          </button>
        ))}
      </div>
    </section>
  )
}
