import type { SearchGroup, SearchIcon } from '@groundwork/contract/platform/search.ts'
import { useDebouncedValue } from '@mantine/hooks'
import { type Icon, IconAddressBook, IconFile, IconFileText, IconTool, IconTrash, IconUser } from '@tabler/icons-react'
import { fromContract } from '#ui/text/text.ts'
import type { HitGroup } from './hit.ts'
import { useSearch } from './search.api.ts'

const ICONS: Record<SearchIcon, Icon> = {
  customer: IconAddressBook,
  bin: IconTrash,
  person: IconUser,
  order: IconTool,
  page: IconFileText,
  record: IconFile,
}

const TYPING_MS = 120

export interface RecordHits {
  /** Found by what was typed, the best kind first. */
  sure: HitGroup[]
  /** Found by words like it: a guess, which stands behind everything that fits as it was typed. */
  guessed: HitGroup[]
  isPending: boolean
  isComplete: boolean
}

export function useRecordHits(typed: string): RecordHits {
  const [asked] = useDebouncedValue(typed, TYPING_MS)
  const { data, isPlaceholderData, isError } = useSearch(asked)
  const groups = typed === '' || !data ? [] : data.groups
  const isGuess = ({ hits }: SearchGroup) => hits[0]?.match === 'similar'
  return {
    sure: groups.filter((group) => !isGuess(group)).map(toHitGroup),
    guessed: groups.filter(isGuess).map(toHitGroup),
    isPending: typed !== '' && !isError && (asked !== typed || isPlaceholderData || !data),
    isComplete: data?.isComplete ?? true,
  }
}

function toHitGroup({ label, icon, resource, hits }: SearchGroup): HitGroup {
  return {
    label: fromContract(label),
    hits: hits.map(({ id, title, subtitle, href, words }) => ({
      key: `${resource} ${id}`,
      label: title,
      second: subtitle ?? undefined,
      words,
      icon: ICONS[icon],
      href,
    })),
  }
}
