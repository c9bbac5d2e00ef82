import type { EventType } from '@groundwork/contract/events.ts'
import type { Actor } from '../access/actor.ts'
import { canHear } from '../events/events.policy.ts'
import type { LogRow } from '../events/log.queries.ts'
import { formatPosition, isAfter, type Position } from '../events/position.ts'
import { toEvent } from '../events/to-event.ts'
import { seesEverything } from '../resource/field-rights.ts'
import { seesAllRows } from '../resource/row-rights.ts'
import { type SseStream, toFrame } from './sse-stream.ts'

/** The log of one tenant as a listener needs it. */
export interface Log {
  /** Up to where everything has been handed to the listeners that keep up. */
  readonly position: Position
  read(after: Position, limit: number): Promise<LogRow[]>
  /** Those of the events whose records somebody sees. */
  heardBy(actor: Actor, rows: readonly LogRow[]): Promise<LogRow[]>
}

const PAGE = 200
// One text per event, however many listen who see all of it.
const frames = new WeakMap<LogRow, string>()

/**
 * One connection and where it stands in the log. While it keeps up, the feed hands it what is new. When it is behind,
 * because it resumes or its client reads slowly, it reads the log itself, in pages, and nothing is gathered for it.
 */
export class Listener {
  actor: Actor
  readonly stream: SseStream
  readonly #types: ReadonlySet<EventType>
  readonly #log: Log
  #position: Position
  #isKeepingUp = false

  constructor(parts: { actor: Actor; stream: SseStream; types: readonly EventType[]; log: Log; position: Position }) {
    this.actor = parts.actor
    this.stream = parts.stream
    this.#types = new Set(parts.types)
    this.#log = parts.log
    this.#position = parts.position
  }

  /** New in the log, in order. Ignored while behind: they will be read from the log. */
  hear(rows: readonly LogRow[]): void {
    if (!this.#isKeepingUp) return
    if (!seesAllRows(this.actor)) {
      this.#look(rows)
      return
    }
    for (const row of rows) {
      if (this.#take(row)) continue
      this.#isKeepingUp = false
      void this.#waitAndCatchUp()
      return
    }
  }

  /** Whose rows are limited asks which of the records they see, and only where there is something to ask about. */
  #look(rows: readonly LogRow[]): void {
    const last = rows.at(-1)
    if (!rows.some((row) => this.#isWanted(row))) {
      if (last) this.#position = { txid: last.txid, sequence: last.sequence }
      return
    }
    this.#isKeepingUp = false
    void this.#waitAndCatchUp()
  }

  /** Moves the client's resume point past what is not for it, so that coming back costs little. */
  beat(): void {
    if (this.#isKeepingUp) this.stream.write(`: beat\n${toFrame({ id: formatPosition(this.#position) })}`)
    else this.stream.write(': beat\n\n')
  }

  async catchUp(): Promise<void> {
    while (this.stream.isOpen && !this.#isKeepingUp) {
      const upTo = this.#log.position
      const rows = await this.#log.read(this.#position, PAGE)
      const heard = new Set(await this.#heard(rows))
      for (const row of rows) if (!this.#take(row, heard.has(row)) && !(await this.#drained())) return
      if (rows.length === PAGE) continue
      if (isAfter(upTo, this.#position)) this.#position = upTo
      // No await between this look and the switch: what the feed hands out next is heard.
      this.#isKeepingUp = !isAfter(this.#log.position, this.#position)
    }
  }

  #heard(rows: readonly LogRow[]): readonly LogRow[] | Promise<LogRow[]> {
    const wanted = rows.filter((row) => this.#isWanted(row))
    return seesAllRows(this.actor) ? wanted : this.#log.heardBy(this.actor, wanted)
  }

  async #waitAndCatchUp(): Promise<void> {
    try {
      if (await this.#drained()) await this.catchUp()
    } catch {
      // The log cannot be read: the client comes back and resumes.
      this.stream.end('restart')
    }
  }

  async #drained(): Promise<boolean> {
    const isDrained = await this.stream.drained()
    if (!isDrained) this.stream.end('too-slow')
    return isDrained
  }

  /** False when the client cannot take more for now; this one it has. */
  #take(row: LogRow, isHeard = this.#isWanted(row)): boolean {
    if (!isAfter(row, this.#position)) return true
    this.#position = { txid: row.txid, sequence: row.sequence }
    if (!isHeard) return true
    return this.stream.write(frameFor(this.actor, row))
  }

  #isWanted(row: LogRow): boolean {
    return this.#types.has(row.type) && canHear(this.actor, row)
  }
}

function frameFor(actor: Actor, row: LogRow): string {
  if (!seesEverything(actor)) return toText(actor, row)
  const known = frames.get(row)
  if (known !== undefined) return known
  const frame = toText(actor, row)
  frames.set(row, frame)
  return frame
}

function toText(actor: Actor, row: LogRow): string {
  const event = toEvent(actor, row)
  return toFrame({ id: event.cursor, event: event.type, data: event })
}
