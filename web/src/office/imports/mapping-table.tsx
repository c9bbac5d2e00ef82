import type { Import } from '@groundwork/contract/office/imports.ts'
import { Select } from '@mantine/core'
import { fromContract } from '#ui/text/text.ts'
import { t } from './imports.text.ts'
import classes from './mapping-table.module.css'

interface MappingTableProps {
  columns: Import['columns']
  fields: Import['fields']
  mapping: (string | null)[]
  onChange: (mapping: (string | null)[]) => void
}

/** The columns of the file, what is in them, and what each becomes. */
export function MappingTable({ columns, fields, mapping, onChange }: MappingTableProps) {
  const set = (index: number, field: string | null) => onChange(mapping.map((now, at) => (at === index ? field : now)))
  return (
    <div className={classes.scroll}>
      <table className={`${classes.table} ${classes.mapping}`}>
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('samples')}</th>
            <th scope="col">{t('field')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ header, samples }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have the same name; their place tells them apart
            <tr key={index} className={classes.row} data-out={mapping[index] === null}>
              <th scope="row">{header}</th>
              <td className={classes.samples}>
                {samples.length === 0 && t('noSamples')}
                {samples.map((sample) => (
                  <span key={sample} title={sample}>
                    {sample}
                  </span>
                ))}
              </td>
              <td className={classes.field}>
                <FieldChoice
                  header={header}
                  fields={fields}
                  taken={mapping}
                  value={mapping[index] ?? null}
                  onChange={(field) => set(index, field)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface FieldChoiceProps {
  header: string
  fields: Import['fields']
  taken: (string | null)[]
  value: string | null
  onChange: (field: string | null) => void
}

function FieldChoice({ header, fields, taken, value, onChange }: FieldChoiceProps) {
  const data = fields.map(({ key, title, isRequired }) => ({
    value: key,
    label: isRequired ? `${fromContract(title)} (${t('needed')})` : fromContract(title),
    // A field is filled by one column only.
    disabled: key !== value && taken.includes(key),
  }))
  return (
    <Select
      size="xs"
      aria-label={`${header}: ${t('field')}`}
      placeholder={t('leaveOut')}
      data={data}
      value={value}
      onChange={onChange}
      searchable
      clearable
      checkIconPosition="right"
    />
  )
}
