import type { FieldLimit, FieldLimits, LimitableField } from '@groundwork/contract/platform/roles.ts'
import { NativeSelect, Skeleton, Text } from '@mantine/core'
import type { z } from 'zod'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { fromContract } from '#ui/text/text.ts'
import classes from './field-limit-table.module.css'
import { useLimitableFields } from './roles.api.ts'
import { t } from './users.text.ts'

type Line = z.infer<typeof LimitableField>

interface FieldLimitTableProps {
  /** What the role may do: records it may not see have no fields to hide. */
  permissions: readonly string[]
  value: FieldLimits
  onChange: (fields: FieldLimits) => void
}

export function FieldLimitTable({ permissions, value, onChange }: FieldLimitTableProps) {
  const { data } = useLimitableFields()
  if (!data) return <Skeleton h={160} radius={8} />
  const resources = [...new Set(data.map(({ resource }) => resource))]
  const seen = resources.filter((resource) => permissions.includes(`${resource}.read`))
  const set = ({ resource, field }: Line, limit: FieldLimit | undefined) => {
    const { [field]: _before, ...others } = value[resource] ?? {}
    onChange({ ...value, [resource]: limit ? { ...others, [field]: limit } : others })
  }
  return (
    <div className={classes.groups}>
      {seen.map((resource) => (
        <details key={resource} className={classes.group} open={Object.keys(value[resource] ?? {}).length > 0}>
          <summary>{resourceTitle(resource)}</summary>
          <ul className={classes.lines}>
            {data
              .filter((line) => line.resource === resource)
              .map((line) => (
                <FieldLine
                  key={line.field}
                  line={line}
                  value={value[resource]?.[line.field]}
                  onChange={(limit) => set(line, limit)}
                />
              ))}
          </ul>
        </details>
      ))}
    </div>
  )
}

interface FieldLineProps {
  line: Line
  value: FieldLimit | undefined
  onChange: (limit: FieldLimit | undefined) => void
}

function FieldLine({ line, value, onChange }: FieldLineProps) {
  const title = fromContract(line.title)
  return (
    <li className={classes.line}>
      <Text size="sm">{title}</Text>
      <NativeSelect
        size="xs"
        aria-label={t('fieldLimitOf', { field: title, resource: resourceTitle(line.resource) })}
        value={value ?? ''}
        onChange={(event) => onChange(line.limits.find((limit) => limit === event.currentTarget.value))}
        data={[
          { value: '', label: t('fieldOpen') },
          ...line.limits.map((limit) => ({ value: limit, label: t(`field_${limit}`) })),
        ]}
      />
    </li>
  )
}
