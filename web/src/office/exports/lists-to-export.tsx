import { ButtonLink } from '#kit/page/links.tsx'
import { resourceCalled } from '#kit/resource/known-resources.ts'
import { useExportable } from './exportable.ts'
import { t } from './exports.text.ts'

const SHOWN = 2

/** Where an export begins: at a list. */
export function ListsToExport() {
  const lists = useExportable().flatMap((name) => resourceCalled(name) ?? [])
  return lists.slice(0, SHOWN).map(({ name, href, many }) => (
    <ButtonLink key={name} variant="default" to={href}>
      {t('openList', { many })}
    </ButtonLink>
  ))
}
