import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { Values } from '#kit/form/form-values.ts'
import { recordHref } from '#kit/resource/resource.ts'
import { useLikelyDuplicates } from './customers.api.ts'
import { customers } from './customers.resource.ts'
import { t } from './customers.text.ts'
import classes from './duplicate-hints.module.css'

const TYPING_MS = 350

interface DuplicateHintsProps {
  values: Values
  exceptId?: string
}

export function DuplicateHints({ values, exceptId }: DuplicateHintsProps) {
  const text = (name: string) => String(values[name] ?? '').trim()
  const name = values['kind'] === 'person' ? `${text('firstName')} ${text('lastName')}`.trim() : text('businessName')
  const [asked] = useDebouncedValue(JSON.stringify([name, text('email'), text('phone')]), TYPING_MS)
  // What was just written to JSON comes back as it was.
  const [askedName = '', email = '', phone = ''] = JSON.parse(asked) as string[]
  const { data = [] } = useLikelyDuplicates({ name: askedName, email, phone, exceptId })
  const isAsked = Boolean(askedName || email || phone)
  if (data.length === 0 || !isAsked) return null
  return (
    <div className={classes.hints} role="status">
      {t('duplicates')}
      <ul>
        {data.map(({ id, name: found, reason }) => (
          <li key={id}>
            <Link to={recordHref(customers, id)} target="_blank">
              {found}
            </Link>{' '}
            ({t(`duplicate_${reason}`)})
          </li>
        ))}
      </ul>
    </div>
  )
}
