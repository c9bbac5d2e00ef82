import { fromContract } from '#ui/text/text.ts'
import { t } from './customers.text.ts'

export function kindWord(kind: string): string {
  if (kind === 'business') return t('kind_business')
  return kind === 'person' ? t('kind_person') : fromContract(kind)
}
