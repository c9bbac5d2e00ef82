import { IconPlus } from '@tabler/icons-react'
import { t } from '../kit.text.ts'
import { ButtonLink } from '../page/links.tsx'
import type { BaseRecord, Resource } from '../resource/resource.ts'

export function NewButton<T extends BaseRecord>({ resource }: { resource: Resource<T> }) {
  return (
    <ButtonLink to={`${resource.href}/new`} leftSection={<IconPlus size={16} stroke={2} aria-hidden />}>
      {t('newRecord', { one: resource.one })}
    </ButtonLink>
  )
}
