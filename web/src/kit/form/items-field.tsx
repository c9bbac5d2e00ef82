import { ActionIcon, Button, Input, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { fromContract } from '#ui/text/text.ts'
import { t } from '../kit.text.ts'
import { FieldControl } from './field-control.tsx'
import type { FieldSpec } from './field-spec.ts'
import { toValues } from './form-values.ts'
import type { FormView } from './form-view.ts'
import classes from './record-form.module.css'
import type { FormApi } from './use-record-form.ts'

interface ItemsFieldProps {
  spec: FieldSpec
  path: string
  form: FormApi
  view: Pick<FormView, 'wordOf' | 'records' | 'inputs' | 'isNeeded'>
}

/** A list of small records inside the record, such as the contacts of a customer. */
export function ItemsField({ spec, path, form, view }: ItemsFieldProps) {
  const held: unknown = form.getInputProps(path).value
  const items = Array.isArray(held) ? held : []
  const label = fromContract(spec.label)
  return (
    <Input.Wrapper role="group" aria-label={label} error={form.errors[path]}>
      <Stack gap="sm">
        {items.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity of their own; their place is it
          <div key={index} className={classes.item}>
            <div className={classes.pair} style={{ paddingInlineEnd: 32 }}>
              {spec.fields.map((field) => (
                <FieldControl
                  key={field.path}
                  spec={field}
                  path={`${path}.${index}.${field.path}`}
                  form={form}
                  view={view}
                />
              ))}
            </div>
            <ActionIcon
              pos="absolute"
              top={10}
              right={10}
              onClick={() => form.removeListItem(path, index)}
              aria-label={t('removeItem', { item: label, number: index + 1 })}
            >
              <IconTrash size={16} stroke={1.6} />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => form.insertListItem(path, toValues(spec.fields, undefined))}
          >
            {t('addItem', { item: label.toLowerCase() })}
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  )
}
