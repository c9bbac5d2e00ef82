import type { TagColour } from '@groundwork/contract/platform/tags.ts'
import classes from './tag-list.module.css'
import { useTags } from './tags.api.ts'

interface TagListProps {
  tags: string[]
  wrap?: boolean
}

/** Tags by name, each with the colour that the business gave it. */
export function TagList({ tags, wrap = false }: TagListProps) {
  const { data = [] } = useTags()
  const colours = new Map(data.map(({ name, colour }) => [name.toLowerCase(), colour]))
  return (
    <span className={`${classes.tags} ${wrap ? classes.wrap : ''}`}>
      {tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          <TagDot colour={colours.get(tag.toLowerCase()) ?? 'grey'} />
          {tag}
        </span>
      ))}
    </span>
  )
}

const MANTINE: Partial<Record<TagColour, string>> = { grey: 'gray', amber: 'yellow' }

export function TagDot({ colour }: { colour: TagColour }) {
  return (
    <span
      className={classes.dot}
      style={{ background: `var(--mantine-color-${MANTINE[colour] ?? colour}-6)` }}
      aria-hidden
    />
  )
}
