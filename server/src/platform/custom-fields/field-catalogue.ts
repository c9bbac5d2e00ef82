import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { LRUCache } from 'lru-cache'
import type { Tx } from '../database/transaction.ts'
import type { Announcement } from '../services.ts'
import { listCustomFields } from './custom-fields.queries.ts'
import { toCustomField } from './to-custom-field.ts'

type FieldsByResource = ReadonlyMap<string, readonly CustomField[]>

interface Kept {
  fields: FieldsByResource
  keptAtMs: number
}

const MAX_TENANTS = 5_000
const TTL_MS = 60_000
/** While nobody tells us of changes, we look again every second. */
const TTL_ALONE_MS = 1000
const NONE: readonly CustomField[] = []

interface Options {
  isListening(): boolean
  monotonicMs(): number
}

/**
 * The custom fields of tenants, in memory: every list and write of such records needs them, and they change once a month.
 * Changes arrive as announcements; what was being read when one arrived is used once and not kept.
 */
export class FieldCatalogue {
  readonly #entries = new LRUCache<string, Kept>({ max: MAX_TENANTS })
  readonly #options: Options
  #generation = 0

  constructor(options: Options) {
    this.#options = options
  }

  /** Archived ones too, in their order. */
  async fieldsOf(tx: Tx, tenantId: string, resource: string): Promise<readonly CustomField[]> {
    const fields = this.#find(tenantId) ?? (await this.#load(tx, tenantId))
    return fields.get(resource) ?? NONE
  }

  hear(message: Announcement): void {
    if (message.kind !== 'custom-fields-changed' && message.kind !== 'missed') return
    this.#generation++
    if (message.kind === 'missed') this.#entries.clear()
    else this.#entries.delete(message.tenantId)
  }

  #find(tenantId: string): FieldsByResource | undefined {
    const entry = this.#entries.get(tenantId)
    if (!entry) return undefined
    const ttlMs = this.#options.isListening() ? TTL_MS : TTL_ALONE_MS
    return this.#options.monotonicMs() - entry.keptAtMs < ttlMs ? entry.fields : undefined
  }

  async #load(tx: Tx, tenantId: string): Promise<FieldsByResource> {
    const generation = this.#generation
    const keptAtMs = this.#options.monotonicMs()
    const rows = await listCustomFields(tx, { tenantId })
    const fields = Map.groupBy(rows.map(toCustomField), ({ resource }) => resource)
    if (generation === this.#generation) this.#entries.set(tenantId, { fields, keptAtMs })
    return fields
  }
}
