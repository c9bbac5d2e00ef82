/** A place in the log. Both numbers as text, because they outgrow a double. */
export interface Position {
  txid: string
  sequence: string
}

/** As clients keep it: `81234.5067`. Its shape has been checked by the contract's EventCursor. */
export function parsePosition(cursor: string): Position {
  const [txid = '0', sequence = '0'] = cursor.split('.')
  return { txid, sequence }
}

export function formatPosition({ txid, sequence }: Position): string {
  return `${txid}.${sequence}`
}

export function isAfter(a: Position, b: Position): boolean {
  if (a.txid !== b.txid) return BigInt(a.txid) > BigInt(b.txid)
  return BigInt(a.sequence) > BigInt(b.sequence)
}

// What PostgreSQL can hold: xid8 is unsigned, bigint is not. A client may send any digits.
const MAX_TXID = 2n ** 64n - 1n
const MAX_SEQUENCE = 2n ** 63n - 1n

export function isPossible({ txid, sequence }: Position): boolean {
  return BigInt(txid) <= MAX_TXID && BigInt(sequence) <= MAX_SEQUENCE
}
