// What a flight says to PostgreSQL, written into one buffer: one write to the socket instead of one per message. The
// layouts are those of "Frontend/Backend Protocol, Message Formats"; everything travels as text.

const INITIAL_BYTES = 16 * 1024
/** An import's rows may need more for once; that much is not kept. */
const KEPT_BYTES = 1024 * 1024
/** The most that one UTF-16 unit becomes in UTF-8. */
const BYTES_PER_UNIT = 3

/** Ends a name; alone it is the name of the portal that needs none. */
const ZERO = Buffer.from([0])
const ALL_ROWS = Buffer.from([0, 0, 0, 0])
const SYNC = Buffer.from([0x53, 0, 0, 0, 4])
const EXECUTE = Buffer.from([0x45, 0, 0, 0, 9, ...ZERO, ...ALL_ROWS])
const DESCRIBE = Buffer.from([0x44, 0, 0, 0, 6, 0x50, ...ZERO])

// A flight is written from beginning to end without waiting for anything, so all of them share one buffer.
let buffer = Buffer.allocUnsafe(INITIAL_BYTES)
let end = 0

export function writeParse({ name, text }: { name: string; text: string }): void {
  const start = begin(0x50)
  writeZeroTerminated(name)
  writeZeroTerminated(text)
  // The types of the parameters follow from the text.
  writeInt16(0)
  finish(start)
}

export function writeBind(statementName: string, values: readonly (string | Buffer | null)[]): void {
  const start = begin(0x42)
  writeBytes(ZERO)
  writeZeroTerminated(statementName)
  writeFormats(values)
  writeInt16(values.length)
  for (const value of values) writeValue(value)
  // Answers as text, all of them.
  writeInt16(0)
  finish(start)
}

export function writeDescribe(): void {
  writeBytes(DESCRIBE)
}

export function writeExecute(): void {
  writeBytes(EXECUTE)
}

/** Ends the flight: the bytes of all that has been written since the last one. */
export function takeFlight(): Buffer {
  writeBytes(SYNC)
  const flight = Buffer.from(buffer.subarray(0, end))
  dropWritten()
  return flight
}

/** What was written so far is not sent: a value of it could not be written. */
export function dropWritten(): void {
  end = 0
  if (buffer.length > KEPT_BYTES) buffer = Buffer.allocUnsafe(INITIAL_BYTES)
}

function begin(type: number): number {
  reserve(5)
  buffer[end] = type
  end += 5
  return end - 4
}

/** Now the message's length is known. It counts itself, but not the type before it. */
function finish(start: number): void {
  buffer.writeInt32BE(end - start, start)
}

function writeFormats(values: readonly (string | Buffer | null)[]): void {
  if (!values.some((value) => Buffer.isBuffer(value))) {
    writeInt16(0)
    return
  }
  writeInt16(values.length)
  for (const value of values) writeInt16(Buffer.isBuffer(value) ? 1 : 0)
}

function writeValue(value: string | Buffer | null): void {
  reserve(4)
  const start = end
  end += 4
  if (value === null) {
    buffer.writeInt32BE(-1, start)
    return
  }
  if (typeof value === 'string') writeText(value)
  else writeBytes(value)
  buffer.writeInt32BE(end - start - 4, start)
}

function writeZeroTerminated(text: string): void {
  writeText(text)
  writeBytes(ZERO)
}

function writeText(text: string): void {
  reserve(text.length * BYTES_PER_UNIT)
  end += buffer.write(text, end, 'utf8')
}

function writeBytes(bytes: Buffer): void {
  reserve(bytes.length)
  end += bytes.copy(buffer, end)
}

function writeInt16(value: number): void {
  reserve(2)
  end = buffer.writeInt16BE(value, end)
}

function reserve(bytes: number): void {
  if (end + bytes <= buffer.length) return
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, end + bytes))
  buffer.copy(larger, 0, 0, end)
  buffer = larger
}
