import type { ImportSample } from '@groundwork/contract/office/imports.ts'
import type { z } from 'zod'
import { DiffTable } from '#ui/diff/diff-table.tsx'
import classes from './import-page.module.css'
import { t } from './imports.text.ts'
import sampleClasses from './sample-changes.module.css'

type Sample = z.infer<typeof ImportSample>

// What records are called by, in the order in which it is worth showing.
const NAME_FIELDS = ['name', 'businessName', 'qrCode', 'lastName', 'email'] as const

export function SampleChanges({ sample }: { sample: Sample[] }) {
  if (sample.length === 0) return null
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{t('sampleTitle')}</h2>
      {sample.map(({ row, action, changes }) => (
        <details key={row} className={sampleClasses.sample}>
          <summary>
            {t(action === 'create' ? 'sampleCreate' : 'sampleUpdate', { row })}{' '}
            <span className={sampleClasses.name}>{nameIn(changes)}</span>
          </summary>
          <DiffTable changes={filled(changes)} isNew={action === 'create'} />
        </details>
      ))}
    </section>
  )
}

function nameIn(changes: Sample['changes']): string {
  const field = NAME_FIELDS.find((name) => changes[name]?.after)
  return field ? String(changes[field]?.after) : ''
}

/** Of a new record what stays empty is not worth a line. */
function filled(changes: Sample['changes']): Sample['changes'] {
  return Object.fromEntries(
    Object.entries(changes).filter(([, { before, after }]) => !isNothing(before) || !isNothing(after)),
  )
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
