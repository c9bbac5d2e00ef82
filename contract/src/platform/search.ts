import { z } from 'zod'
import { Id } from '../http/fields.ts'

/** What the console can draw beside a kind of record. */
export const SEARCH_ICONS = ['customer', 'bin', 'person', 'order', 'page', 'record'] as const
export type SearchIcon = (typeof SEARCH_ICONS)[number]

/** How a record was found, the surest first: by its very code, by how its name begins, by its words, by words like them. */
export const SEARCH_MATCHES = ['code', 'beginning', 'words', 'similar'] as const
export type SearchMatch = (typeof SEARCH_MATCHES)[number]

export const SearchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1, 'Type something to look for')
    .max(200, 'At most 200 characters')
    .meta({
      description: 'Names, words, phone numbers, codes; small slips of the keys are forgiven',
      examples: ['sciotto'],
    }),
  limit: z.coerce
    .number()
    .int()
    .min(1, 'Between 1 and 20')
    .max(20, 'Between 1 and 20')
    .default(5)
    .meta({ description: 'Records of each kind' }),
})
export type SearchQuery = z.infer<typeof SearchQuery>

export const SearchHit = z.strictObject({
  id: Id,
  title: z.string(),
  subtitle: z.string().nullable(),
  href: z
    .string()
    .meta({ description: 'Where the console shows it', examples: ['/customers/019a9c5e-6f00-7000-8000-000000000001'] }),
  match: z.enum(SEARCH_MATCHES),
  words: z.array(z.string()).meta({ description: 'What to highlight: the words as they stand in the record' }),
})
export type SearchHit = z.infer<typeof SearchHit>

export const SearchGroup = z.strictObject({
  resource: z.string().meta({ examples: ['office.customers'] }),
  label: z.string().meta({ examples: ['Customers'] }),
  icon: z.enum(SEARCH_ICONS),
  hits: z.array(SearchHit),
})
export type SearchGroup = z.infer<typeof SearchGroup>

export const SearchResult = z.strictObject({
  groups: z.array(SearchGroup).meta({ description: 'Kinds of record with hits, the one with the best hit first' }),
  isComplete: z
    .boolean()
    .meta({ description: 'false: some kinds took too long and are missing; ask again or say more' }),
})
export type SearchResult = z.infer<typeof SearchResult>
