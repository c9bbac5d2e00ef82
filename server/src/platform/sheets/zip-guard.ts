import { unreadable } from './sniff.ts'

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_LENGTH = 22
const MAX_COMMENT_LENGTH = 65_535
const MAX_ENTRIES = 5_000
const MAX_TOTAL_BYTES = 1024 ** 3
/** All parts but sheets are read as a whole. */
const MAX_PART_BYTES = 256 * 1024 ** 2

/**
 * Refuses archives that would unpack to more than we can hold, by what their directory declares. The reader behind this
 * stops at the declared size, so a directory that lies only gets its file refused a little later.
 */
export function assertHarmlessZip(archive: Buffer): void {
  let total = 0
  for (const { name, size, packedSize } of entriesOf(archive)) {
    const isSheet = name.startsWith('xl/worksheets/')
    // Zero means unknown to the reader, which would then not stop.
    if (size === 0 && packedSize > 2) throw tooLarge()
    if (size > (isSheet ? MAX_TOTAL_BYTES : MAX_PART_BYTES)) throw tooLarge()
    total += size
  }
  if (total > MAX_TOTAL_BYTES) throw tooLarge()
}

interface Entry {
  name: string
  size: number
  packedSize: number
}

function entriesOf(archive: Buffer): Entry[] {
  const end = endOf(archive)
  const count = archive.readUInt16LE(end + 10)
  if (count > MAX_ENTRIES) throw tooLarge()
  const entries: Entry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== ENTRY_SIGNATURE) throw damaged()
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    entries.push({ name, packedSize: archive.readUInt32LE(at + 20), size: archive.readUInt32LE(at + 24) })
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return entries
}

/** The end of the directory stands at the end of the file, before a comment. */
function endOf(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_LENGTH - MAX_COMMENT_LENGTH)
  for (let at = archive.length - END_LENGTH; at >= first; at--) {
    if (archive.readUInt32LE(at) === END_SIGNATURE) return at
  }
  throw damaged()
}

const tooLarge = () => unreadable('The Excel file unpacks to more than can be read; split it, or save the sheet as CSV')
const damaged = () => unreadable('The Excel file is damaged; open it in Excel and save it again')
