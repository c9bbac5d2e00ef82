interface Asked<Row> {
  limit: number
  /** The next rows behind one, or the first ones. */
  read(after: Row | undefined, limit: number): Promise<Row[]>
  /** Those of them that the caller sees. */
  seen(rows: Row[]): Promise<Row[]>
}

/** So many rows are looked through for one page; then it is handed over with what was found, and the way on. */
const MOST_ROUNDS = 20
const ROUND = 200

/** A page of what is newest first where the caller does not see all of it. `end` is where the next page goes on. */
export async function seenPage<Row>({ limit, read, seen }: Asked<Row>): Promise<{
  rows: Row[]
  end: Row | undefined
  hasNext: boolean
}> {
  const found: Row[] = []
  let last: Row | undefined
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const size = round === 0 ? limit + 1 : ROUND
    const rows = await read(last, size)
    found.push(...(await seen(rows)))
    if (found.length > limit) return { rows: found.slice(0, limit), end: found[limit - 1], hasNext: true }
    last = rows.at(-1) ?? last
    if (rows.length < size) return { rows: found, end: found.at(-1), hasNext: false }
  }
  return { rows: found, end: last, hasNext: true }
}
