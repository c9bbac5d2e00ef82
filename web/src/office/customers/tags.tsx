import classes from './tags.module.css'

interface TagsProps {
  tags: string[]
  wrap?: boolean
}

export function Tags({ tags, wrap = false }: TagsProps) {
  return (
    <span className={`${classes.tags} ${wrap ? classes.wrap : ''}`}>
      {tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
    </span>
  )
}
