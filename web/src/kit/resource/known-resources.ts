import type { BaseRecord, Resource } from './resource.ts'

const known = new Map<string, Resource<BaseRecord>>()

/** For what refers to records of any kind by the name of their resource, such as tasks. Filled by the app. */
export function knowResource<T extends BaseRecord>(resource: Resource<T>): void {
  // Whoever looks one up reads and names records, and never writes, so a narrower record type is safe here.
  known.set(resource.name, resource as unknown as Resource<BaseRecord>)
}

/** All that the console can show and name, in the order in which the app knows them. */
export function knownResources(): string[] {
  return [...known.keys()]
}

export function resourceCalled(name: string): Resource<BaseRecord> | undefined {
  return known.get(name)
}
