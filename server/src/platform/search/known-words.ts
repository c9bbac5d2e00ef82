import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import type { Tx } from '../database/transaction.ts'

// The words that a tenant's records are written with, kept in memory to tell a slip of the keys from a word nobody has.
// Trigram distance over the records themselves took 0.05 to 2 s in a tenant of 100,000 rows (docs/decisions/0015); the
// words are a few thousand however many rows there are. Words of deleted rows stay: they only find nothing.

interface Page {
  words: string[] | null
  rows: number
  updated_at: string | null
  id: string | null
}

export interface KnownWords {
  words: ReadonlySet<string>
  /** false: there are rows that nobody has read yet; the next search reads on. */
  isComplete: boolean
}

interface Book {
  words: Set<string>
  isComplete: boolean
  /** Read up to here, in the order of changes. */
  updatedAt: string
  id: string
  reading: Promise<void> | undefined
}

const PAGE = 5_000
/** More pages than this are read by the searches that follow, not by this one. */
const PAGES_AT_ONCE = 4
const MAX_WORDS = 20_000
/** A change that committed late has an earlier time than one already read: the last moments are read again. */
const OVERLAP_MS = 10_000
const THE_BEGINNING = '1970-01-01T00:00:00Z'
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

const books = new LRUCache<string, Book>({ max: 500, maxSize: 400_000, sizeCalculation: ({ words }) => words.size + 1 })

/** The words of a table's search text; first brought up to date, or as far towards it as can be done in one go. */
export async function knownWords(tx: Tx, tenantId: string, table: string): Promise<KnownWords> {
  const key = `${tenantId} ${table}`
  const book = books.get(key) ?? newBook()
  // Searches that come meanwhile wait for the same reading.
  book.reading ??= readOn(tx, tenantId, table, book).finally(() => {
    book.reading = undefined
    books.set(key, book)
  })
  await book.reading
  return book
}

function newBook(): Book {
  return { words: new Set(), isComplete: false, updatedAt: THE_BEGINNING, id: FIRST_ID, reading: undefined }
}

async function readOn(tx: Tx, tenantId: string, table: string, book: Book): Promise<void> {
  const template = pageTemplate(table)
  book.isComplete = false
  for (let pages = 0; pages < PAGES_AT_ONCE; pages++) {
    const [page] = await tx.run<Page>(template.bind({ tenantId, updatedAt: book.updatedAt, id: book.id }))
    const isEnd = !page || page.rows < PAGE
    book.isComplete = isEnd
    if (!page?.updated_at || !page.id) return
    for (const text of page.words ?? []) addWords(book.words, text)
    book.updatedAt = isEnd ? earlier(page.updated_at, OVERLAP_MS) : page.updated_at
    book.id = isEnd ? FIRST_ID : page.id
    if (isEnd) return
  }
}

function addWords(words: Set<string>, text: string): void {
  for (const word of text.split(/[^\p{L}]+/u)) if (word.length > 2 && words.size < MAX_WORDS) words.add(word)
}

function earlier(instant: string, milliseconds: number): string {
  return new Date(new Date(instant).getTime() - milliseconds).toISOString()
}

const templates = new Map<string, Template>()

/** Split and made distinct by the database: a page of rows leaves it as a few hundred words. */
function pageTemplate(table: string): Template {
  const known = templates.get(table)
  if (known) return known
  const { tenantId, updatedAt, id } = slots<{ tenantId: string; updatedAt: string; id: string }>()
  const page = sql`
    with page as materialized (
      select id, updated_at, search_text from ${sql.table(`search.${table}`)}
      where tenant_id = ${tenantId}::uuid and deleted_at is null and (updated_at, id) > (${updatedAt}::timestamptz, ${id}::uuid)
      order by updated_at, id limit ${sql.lit(PAGE)}),
    last as (select updated_at, id from page order by updated_at desc, id desc limit 1)
    select (select array_agg(distinct word) from page, string_to_table(search_text, ' ') word where word !~ '\\d' and length(word) > 2) as words,
      (select count(*)::int from page) as rows, (select updated_at from last) as updated_at, (select id from last) as id`
  const template = compileTemplate('search.words', page.compile(builder))
  templates.set(table, template)
  return template
}
