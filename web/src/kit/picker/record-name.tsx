import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useRecord } from '../resource/use-reads.ts'

interface RecordNameProps<T extends BaseRecord> {
  resource: Resource<T>
  id: string
}

/** A record's name where only its id is known: in filter chips and in the history. */
export function RecordName<T extends BaseRecord>({ resource, id }: RecordNameProps<T>) {
  const { data } = useRecord(resource, id)
  return data ? resource.titleOf(data) : '…'
}
