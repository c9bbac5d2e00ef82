import { TextLink } from '../page/links.tsx'
import { resourceCalled } from '../resource/known-resources.ts'
import { recordHref } from '../resource/resource.ts'
import { RecordName } from './record-name.tsx'

interface RecordLinkProps {
  /** By its name in the API: `waste.bins`. */
  resource: string
  id: string
  onClick?: () => void
}

/** A record by its name, wherever all that is known is what kind it is and its id. */
export function RecordLink({ resource: name, id, onClick }: RecordLinkProps) {
  const resource = resourceCalled(name)
  if (!resource) return name
  return (
    <TextLink to={recordHref(resource, id)} size="sm" {...(onClick ? { onClick } : {})}>
      <RecordName resource={resource} id={id} />
    </TextLink>
  )
}
