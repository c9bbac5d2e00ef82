import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { Button } from '@mantine/core'
import { complain } from '#kit/api/complain.ts'
import { ConfirmButton } from '#ui/confirm-button.tsx'
import { toast } from '#ui/toast.tsx'
import { useFieldWrites } from './custom-fields.api.ts'
import { t } from './custom-fields.text.ts'
import classes from './field-list.module.css'
import { FieldFace } from './field-list.tsx'

/** Out of sight, not gone: from here they come back, or go for good. */
export function ArchivedFields({ fields, may }: { fields: CustomField[]; may: boolean }) {
  return (
    <details className={classes.archived}>
      <summary>{t('archived', { count: fields.length })}</summary>
      <p>{t('archivedText')}</p>
      <ul className={classes.list}>
        {fields.map((field) => (
          <li key={field.id} className={classes.line}>
            <FieldFace field={field} />
            {may && <ArchivedDeeds field={field} />}
          </li>
        ))}
      </ul>
    </details>
  )
}

function ArchivedDeeds({ field }: { field: CustomField }) {
  const { deed, remove } = useFieldWrites()
  const handleRestore = () =>
    deed.mutate(
      { id: field.id, deed: 'restore' },
      { onError: complain, onSuccess: () => toast({ message: t('restored', { label: field.label }) }) },
    )
  const handleRemove = () =>
    remove.mutate(field.id, {
      onError: complain,
      onSuccess: () => toast({ message: t('removed', { label: field.label }) }),
    })
  return (
    <span className={classes.deeds}>
      <Button variant="subtle" size="compact-sm" onClick={handleRestore}>
        {t('restore')}
      </Button>
      <ConfirmButton
        variant="subtle"
        color="gray"
        size="compact-sm"
        question={t('removeQuestion', { label: field.label })}
        confirmLabel={t('remove')}
        onConfirm={handleRemove}
      >
        {t('remove')}
      </ConfirmButton>
    </span>
  )
}
